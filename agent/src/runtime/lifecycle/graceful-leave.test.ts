import { initializeLogger } from '@livekit/agents';
import { beforeEach, describe, expect, it } from 'vitest';
import { GracefulLeave } from './graceful-leave.ts';

initializeLogger({ pretty: false, level: 'silent' });

let log: string[];
let turnFinished: PromiseWithResolvers<void>;
let departure: GracefulLeave;

beforeEach(() => {
  log = [];
  turnFinished = Promise.withResolvers();
  departure = new GracefulLeave({
    turns: {
      finish: async () => {
        await turnFinished.promise;
        log.push('turn finished');
      },
      close: () => log.push('turns closed'),
    },
    outbox: {
      leaving: (reason) => log.push(`leaving ${reason}`),
      received: async () => void log.push('messages received'),
    },
    say: async (text) => {
      log.push(`said ${text}`);
      return { done: Promise.resolve() };
    },
    left: async (reason) => void log.push(`left ${reason}`),
  });
});

describe('GracefulLeave', () => {
  it('sends the reason at once, and speaks the good-bye after the current reply', async () => {
    const left = departure.leave('idle', 'Good-bye!');
    expect(log).toEqual(['leaving idle']);
    turnFinished.resolve();
    await left;
    expect(log).toEqual([
      'leaving idle',
      'turn finished',
      'said Good-bye!',
      'turns closed',
      'messages received',
      'left idle',
    ]);
  });

  it('leaves once, for the first reason', async () => {
    turnFinished.resolve();
    await Promise.all([departure.leave('shutting_down'), departure.leave('idle', 'Good-bye!')]);
    expect(log.filter((line) => line.startsWith('left'))).toEqual(['left shutting_down']);
    expect(departure.isLeaving).toBe(true);
  });
});
