import { initializeLogger } from '@livekit/agents';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { type Announcement, Announcer } from './announcer.ts';

/** What was begun to be said, and how it ended. */
class FakeSpeech implements Announcement {
  interrupted = false;
  readonly said: string;
  readonly done: Promise<void>;
  #heard = '';
  readonly #end = Promise.withResolvers<void>();

  constructor(text: string) {
    this.said = text;
    this.done = this.#end.promise;
  }

  text(): string {
    return this.#heard;
  }

  end(heard: string = this.said): void {
    this.interrupted = heard !== this.said;
    this.#heard = heard;
    this.#end.resolve();
  }
}

let idle: PromiseWithResolvers<void>;
let speeches: FakeSpeech[];
let announcer: Announcer;

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));
beforeEach(() => {
  idle = Promise.withResolvers();
  speeches = [];
  announcer = new Announcer({
    idle: () => idle.promise,
    say: async (text) => {
      const speech = new FakeSpeech(text);
      speeches.push(speech);
      return speech;
    },
  });
});

/** Lets what is waiting for promises go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

it('waits until nobody speaks', async () => {
  announcer.announce('Time is up for: bread.');
  await settle();
  expect(speeches).toEqual([]);
  idle.resolve();
  await settle();
  expect(speeches.map(({ said }) => said)).toEqual(['Time is up for: bread.']);
});

it('says one after the other', async () => {
  idle.resolve();
  announcer.announce('one');
  announcer.announce('two');
  await settle();
  expect(speeches).toHaveLength(1);
  speeches[0]?.end();
  await settle();
  expect(speeches.map(({ said }) => said)).toEqual(['one', 'two']);
});

it.each([
  ['before its first word', ''],
  ['in its middle', 'Time is'],
])('says again what was cut off %s', async (_, heard) => {
  idle.resolve();
  announcer.announce('Time is up');
  await settle();
  speeches[0]?.end(heard);
  await settle();
  expect(speeches).toHaveLength(2);
  speeches[1]?.end();
  await settle();
  expect(speeches).toHaveLength(2);
});

it('gives up on somebody who does not want to hear it', async () => {
  idle.resolve();
  announcer.announce('Time is up');
  for (let i = 0; i < 5; i++) {
    await settle();
    speeches.at(-1)?.end('Time');
  }
  expect(speeches).toHaveLength(3);
});

it('goes on with the next when one cannot be said', async () => {
  idle.reject(new Error('the session is closing'));
  announcer.announce('one');
  await settle();
  idle = Promise.withResolvers();
  idle.resolve();
  announcer.announce('two');
  await settle();
  expect(speeches.map(({ said }) => said)).toEqual(['two']);
});

it('is silent once closed', async () => {
  announcer.announce('one');
  announcer.close();
  idle.resolve();
  await settle();
  expect(speeches).toEqual([]);
});
