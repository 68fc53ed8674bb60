import {
  decodeWav,
  type Emulator,
  EmulatorControl,
  speak,
  startGeminiEmulator,
} from '@bakebot/gemini-emulator';
import { APIError, initializeLogger, stt } from '@livekit/agents';
import * as google from '@livekit/agents-plugin-google';
import { AudioFrame } from '@livekit/rtc-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { RenewingStt } from './renewing-stt.ts';
import { DownStt } from './testing/down-stt.ts';

const { FINAL_TRANSCRIPT, INTERIM_TRANSCRIPT } = stt.SpeechEventType;
const SENTENCE = 'Please set a kitchen timer for twelve minutes.';
const FRAME_SAMPLES = 320;
const FRAMES_PER_SECOND = 50;
const CODES = [1000, 1001, 1006, 1008, 1011] as const;
/** The recognizer loads during the first test. */
const LOADING_MS = 40_000;

let emulator: Emulator;
let control: EmulatorControl;
let sentence: AudioFrame[];
let user: User;

beforeAll(async () => {
  initializeLogger({ pretty: false, level: 'silent' });
  emulator = await startGeminiEmulator();
  control = new EmulatorControl(emulator.controlUrl);
  const { samples } = decodeWav(await speak(SENTENCE, { sampleRate: 16_000 }));
  sentence = framesOf(samples);
});
afterEach(async () => {
  user.stream.close();
  await control.limitConnections();
  await control.clearCaptures();
});
afterAll(() => emulator.close());

function gemini(limitMs = Infinity) {
  const httpOptions = { baseUrl: emulator.url };
  return { stt: new google.beta.GeminiSTT({ apiKey: 'emulator', httpOptions }), limitMs };
}

function framesOf(samples: Int16Array): AudioFrame[] {
  const count = Math.floor(samples.length / FRAME_SAMPLES);
  return Array.from({ length: count }, (_, index) => {
    const from = index * FRAME_SAMPLES;
    return new AudioFrame(samples.slice(from, from + FRAME_SAMPLES), 16_000, 1, FRAME_SAMPLES);
  });
}

/** A user who speaks into an STT stream, faster than real time, and reads its transcripts. */
class User {
  readonly stream: stt.SpeechStream;
  readonly finals: string[] = [];
  interims = 0;
  ended = false;
  readonly #model: stt.STT;

  constructor(model: stt.STT) {
    this.#model = model;
    this.stream = model.stream();
    model.on('error', () => {});
    void this.#read();
  }

  say(from = 0, to = 1): void {
    for (const frame of sentence.slice(from * sentence.length, to * sentence.length)) {
      this.stream.pushFrame(frame);
    }
  }

  pause(seconds = 1): void {
    const silence = new Int16Array(FRAME_SAMPLES * FRAMES_PER_SECOND * seconds);
    for (const frame of framesOf(silence)) this.stream.pushFrame(frame);
  }

  async transcript(count = 1): Promise<string> {
    await vi.waitUntil(() => this.finals.length === count, { timeout: LOADING_MS });
    return this.finals.join(' ');
  }

  async interim(): Promise<void> {
    await vi.waitUntil(() => this.interims > 0, { timeout: LOADING_MS });
  }

  /** Resolves when Gemini has accepted so many connections. */
  async connections(count: number): Promise<void> {
    await vi.waitUntil(async () => (await control.captures()).length === count, {
      timeout: LOADING_MS,
    });
  }

  get model(): stt.STT {
    return this.#model;
  }

  async #read(): Promise<void> {
    for await (const { type, alternatives } of this.stream) {
      const text = alternatives?.[0]?.text ?? '';
      if (type === FINAL_TRANSCRIPT) this.finals.push(text);
      if (type === INTERIM_TRANSCRIPT) this.interims++;
    }
    this.ended = true;
  }
}

function talkTo(model: stt.STT): void {
  user = new User(model);
}

async function closeAll(code: number): Promise<void> {
  const fault = { type: 'close', code } as const;
  const { struck } = await control.addFault({ match: { kind: 'live', at: 'now' }, fault });
  expect(struck).toBe(1);
}

const WORDS = /set a kitchen timer for (twelve|12) minutes/i;

describe.each(CODES)('a close with code %i', { timeout: LOADING_MS }, (code) => {
  beforeEach(() => talkTo(new RenewingStt([gemini()])));

  it('loses no words while the user speaks', async () => {
    user.say(0, 0.6);
    await user.interim();
    await closeAll(code);
    user.say(0.6, 1);
    user.pause();
    expect(await user.transcript()).toMatch(WORDS);
    expect(await control.captures()).toHaveLength(2);
  });

  it('loses no words while the user is silent', async () => {
    user.pause();
    await user.connections(1);
    await closeAll(code);
    user.pause();
    user.say();
    user.pause();
    expect(await user.transcript()).toMatch(WORDS);
  });

  // plugin-google waits two seconds for the last transcript, which the emulator exceeds on a busy machine.
  it('loses no words after the release of the button', { retry: 2 }, async () => {
    user.say(0, 0.6);
    await user.interim();
    await closeAll(code);
    user.say(0.6, 1);
    user.stream.endInput();
    expect(await user.transcript()).toMatch(WORDS);
    await vi.waitFor(() => expect(user.ended).toBe(true), { timeout: LOADING_MS });
  });

  it('repeats no words that were transcribed before it', async () => {
    user.say();
    user.pause();
    await user.transcript();
    await closeAll(code);
    user.say();
    user.pause();
    const [first, second, ...others] = (await user.transcript(2), user.finals);
    expect(first).toMatch(WORDS);
    expect(second).toMatch(WORDS);
    expect(others).toEqual([]);
  });
});

describe('a rotation', { timeout: LOADING_MS }, () => {
  it('happens in a silence after goAway, before Gemini closes the connection', async () => {
    await control.limitConnections({ seconds: 60, goAwaySeconds: 59.5 });
    talkTo(new RenewingStt([gemini()]));
    user.say();
    await user.interim();
    await vi.waitFor(async () => expect(await goAwaysSent()).toBe(1));
    expect(await control.captures()).toHaveLength(1);
    user.pause();
    expect(await user.transcript()).toMatch(WORDS);
    user.pause();
    await user.connections(2);
    user.say();
    user.pause();
    await user.transcript(2);
    expect(user.finals[1]).toMatch(WORDS);
  });

  it("happens in a silence before the vendor's limit", async () => {
    talkTo(new RenewingStt([gemini(4000)]));
    await user.connections(1);
    await vi.waitFor(
      async () => {
        user.pause(0.1);
        expect(await control.captures()).toHaveLength(2);
      },
      { timeout: LOADING_MS, interval: 100 },
    );
    user.say();
    user.pause();
    expect(await user.transcript()).toMatch(WORDS);
  });
});

/** How many `goAway`s the emulator has sent. */
async function goAwaysSent(): Promise<number> {
  const captures = await control.captures();
  const all = await Promise.all(captures.map(({ id }) => control.capture(id)));
  const messages = all.flatMap((capture) => capture.messages ?? []);
  return messages.filter(({ message }) => JSON.stringify(message).includes('goAway')).length;
}

function failure(error: Error) {
  const type = 'stt_error' as const;
  return { type, timestamp: 0, label: '', error, recoverable: false };
}

function metrics(label: string) {
  const type = 'stt_metrics' as const;
  return {
    type,
    label,
    requestId: '',
    timestamp: 0,
    durationMs: 0,
    audioDurationMs: 0,
    streamed: true,
  };
}

describe('a chain of vendors', { timeout: LOADING_MS }, () => {
  const down = () => ({ stt: new DownStt(), limitMs: Infinity });

  it('sends the second vendor what the first one did not transcribe', async () => {
    const first = down();
    talkTo(new RenewingStt([first, gemini()]));
    user.say();
    user.pause();
    expect(await user.transcript()).toMatch(WORDS);
    expect(first.stt.streams).toBe(1);
    expect(user.model.provider).toBe('google');
  });

  it.each([
    [true, 'after half a minute'],
    [false, 'not before all others have failed'],
  ])('tries a vendor again whose error is retryable (%s) %s', (retryable) => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const [first, second] = [down(), down()];
    const model = new RenewingStt([first, second]);
    first.stt.emit('error', failure(new APIError('no', { retryable })));
    expect(model.failed(first)).toBe(true);
    expect(model.take()).toBe(second);
    vi.advanceTimersByTime(31_000);
    expect(model.isBetterAvailable(second)).toBe(retryable);
    model.failed(first);
    expect(model.failed(second)).toBe(false);
    expect(model.take()).toBe(first);
    vi.useRealTimers();
  });

  it('emits the metrics of each vendor', () => {
    const vendors = [down(), down()];
    const model = new RenewingStt(vendors);
    const labels: string[] = [];
    model.on('metrics_collected', ({ label }) => labels.push(label));
    vendors.forEach((vendor, index) => vendor.stt.emit('metrics_collected', metrics(`${index}`)));
    expect(labels).toEqual(['0', '1']);
  });

  it('takes audio, and emits an error, when all are down', async () => {
    const model = new RenewingStt([down(), down()]);
    const failed = new Promise((resolve) => model.on('error', resolve));
    const stream = model.stream({
      connOptions: { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 1000 },
    });
    await failed;
    expect(() => sentence.forEach((frame) => stream.pushFrame(frame))).not.toThrow();
    stream.close();
  });
});
