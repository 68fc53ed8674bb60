import { initializeLogger } from '@livekit/agents';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { type Announcement, Announcer } from './announcer.ts';

/** A speech that the test ends. */
class FakeSpeech implements Announcement {
  interrupted = false;
  readonly said: string;
  readonly done: Promise<void>;
  #playedOut = '';
  readonly #end = Promise.withResolvers<void>();

  constructor(text: string) {
    this.said = text;
    this.done = this.#end.promise;
  }

  text(): string {
    return this.#playedOut;
  }

  end(playedOut: string = this.said): void {
    this.interrupted = playedOut !== this.said;
    this.#playedOut = playedOut;
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

/** Resolves after all pending promise callbacks. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

it('announces once agent and user are silent', async () => {
  announcer.announce('Time is up for: bread.');
  await settle();
  expect(speeches).toEqual([]);
  idle.resolve();
  await settle();
  expect(speeches.map(({ said }) => said)).toEqual(['Time is up for: bread.']);
});

it('speaks one announcement at a time', async () => {
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
])('repeats an announcement that was interrupted %s', async (_, playedOut) => {
  idle.resolve();
  announcer.announce('Time is up');
  await settle();
  speeches[0]?.end(playedOut);
  await settle();
  expect(speeches).toHaveLength(2);
  speeches[1]?.end();
  await settle();
  expect(speeches).toHaveLength(2);
});

it('gives up after three interruptions', async () => {
  idle.resolve();
  announcer.announce('Time is up');
  for (let i = 0; i < 5; i++) {
    await settle();
    speeches.at(-1)?.end('Time');
  }
  expect(speeches).toHaveLength(3);
});

it('continues with the next announcement when one fails', async () => {
  idle.reject(new Error('the session is closing'));
  announcer.announce('one');
  await settle();
  idle = Promise.withResolvers();
  idle.resolve();
  announcer.announce('two');
  await settle();
  expect(speeches.map(({ said }) => said)).toEqual(['two']);
});

it('announces nothing once it is closed', async () => {
  announcer.announce('one');
  announcer.close();
  idle.resolve();
  await settle();
  expect(speeches).toEqual([]);
});
