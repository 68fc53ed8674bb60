import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { RealtimeSession } from './realtime-session.ts';
import { ignoreLateErrors } from './ignore-late-errors.ts';
import { LiveEmulator } from './testing/live-emulator.ts';

let live: LiveEmulator;

beforeAll(async () => {
  live = await LiveEmulator.start();
});
afterAll(() => live.close());

const ERROR = {
  type: 'realtime_model_error',
  timestamp: 0,
  label: 'test',
  error: new Error('late'),
  recoverable: false,
} as const;

function openSession(): RealtimeSession {
  const session = live.model().session();
  onTestFinished(async () => {
    ignoreLateErrors(session);
    await session.close();
  });
  return session;
}

describe('an error of a session to which nobody listens', { timeout: 30_000 }, () => {
  it('is thrown, and ends the process: when it is not, this file and its neighbour can go', () => {
    const session = openSession();
    expect(() => session.emit('error', ERROR)).toThrow('Unhandled error');
  });

  it('is swallowed', () => {
    const session = openSession();
    ignoreLateErrors(session);
    expect(() => session.emit('error', ERROR)).not.toThrow();
  });
});
