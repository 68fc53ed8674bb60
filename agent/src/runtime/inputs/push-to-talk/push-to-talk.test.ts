import { initializeLogger, normalizeLanguage, stt } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PushToTalk } from './push-to-talk.ts';
import type { SttStream } from './utterance.ts';

initializeLogger({ pretty: false, level: 'silent' });

const { INTERIM_TRANSCRIPT, FINAL_TRANSCRIPT } = stt.SpeechEventType;

/** An STT stream whose transcripts the test sends. */
class FakeSttStream implements SttStream {
  frames = 0;
  closed = false;
  /** Final transcript after the end of the input. */
  lastWords: string | undefined;
  readonly fail: (isRejected?: boolean) => void;
  readonly #events: stt.SpeechEvent[] = [];
  #wake = Promise.withResolvers<void>();

  constructor(failed: (isRejected: boolean) => void) {
    this.fail = (isRejected = false) => failed(isRejected);
  }

  pushFrame(): void {
    this.frames++;
  }

  endInput(): void {
    if (this.lastWords !== undefined) this.transcribe(this.lastWords, FINAL_TRANSCRIPT);
    else this.close();
  }

  close(): void {
    this.closed = true;
    this.#wake.resolve();
  }

  transcribe(text: string, type: stt.SpeechEventType): void {
    const language = normalizeLanguage('en');
    const alternative = { text, language, confidence: 1, startTime: 0, endTime: 0 };
    this.#events.push({ type, alternatives: [alternative] });
    this.#wake.resolve();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<stt.SpeechEvent> {
    while (!this.closed) {
      yield* this.#events.splice(0);
      await this.#wake.promise;
      this.#wake = Promise.withResolvers();
    }
    yield* this.#events.splice(0);
  }
}

const FRAME = new AudioFrame(new Int16Array(160), 16_000, 1, 160);

let log: string[];
let streams: FakeSttStream[];
/** `lastWords` of the next stream. */
let nextLastWords: string | undefined;
let listener: ((frame: AudioFrame) => void) | undefined;
let pushToTalk: PushToTalk;

beforeEach(() => {
  log = [];
  streams = [];
  nextLastWords = undefined;
  listener = undefined;
  pushToTalk = new PushToTalk({
    turns: {
      receive: ({ id }) => log.push(`${id} received`) > 0,
      answer: ({ id, text }) => log.push(`${id} answer ${text}`),
      fail: ({ id }, code) => log.push(`${id} ${code}`),
      press: () => log.push('interrupt'),
      release: () => {},
    },
    microphone: {
      listen: (next) => {
        listener = next;
        return () => (listener = undefined);
      },
    },
    openSttStream: (failed) => {
      const stream = new FakeSttStream(failed);
      stream.lastWords = nextLastWords;
      streams.push(stream);
      return stream;
    },
    transcribed: (turnId, text, final) =>
      log.push(`${turnId} ${final ? 'final' : 'interim'} ${text}`),
  });
});

describe('PushToTalk', () => {
  it('fails a turn as model_unavailable, on one stream, when the vendor rejects requests', async () => {
    pushToTalk.start('a');
    streams[0]?.fail(true);
    streams[0]?.close();
    await pushToTalk.end('a');
    expect(log).toEqual(['interrupt', 'a received', 'a model_unavailable']);
    expect(streams).toHaveLength(1);
  });

  it('interrupts the reply at the press, and answers at the release', async () => {
    pushToTalk.start('a');
    listener?.(FRAME);
    const [stream] = streams;
    if (!stream) throw new Error('no stream');
    stream.lastWords = 'Two cups of flour.';
    await pushToTalk.end('a');
    expect(stream).toMatchObject({ frames: 1, closed: true });
    expect(log).toEqual([
      'interrupt',
      'a received',
      'a final Two cups of flour.',
      'a answer Two cups of flour.',
    ]);
  });

  it('joins the final transcripts before and after a pause', async () => {
    pushToTalk.start('a');
    streams[0]?.transcribe('Two cups', INTERIM_TRANSCRIPT);
    streams[0]?.transcribe('Two cups of flour', FINAL_TRANSCRIPT);
    if (streams[0]) streams[0].lastWords = 'in grams.';
    await pushToTalk.end('a');
    expect(log.at(-1)).toBe('a answer Two cups of flour in grams.');
  });

  it('uses the interim transcript when the stream ends without a final one', async () => {
    pushToTalk.start('a');
    streams[0]?.transcribe('Two cups', INTERIM_TRANSCRIPT);
    await pushToTalk.end('a');
    expect(log.at(-1)).toBe('a answer Two cups');
  });

  it('transcribes everything again when the stream fails at the end', async () => {
    pushToTalk.start('a');
    listener?.(FRAME);
    streams[0]?.fail();
    nextLastWords = 'Two cups.';
    await pushToTalk.end('a');
    expect(streams[1]?.frames).toBe(1);
    expect(log.at(-1)).toBe('a answer Two cups.');
  });

  it('fails the turn when no words were transcribed', async () => {
    pushToTalk.start('a');
    await pushToTalk.end('a');
    expect(streams).toHaveLength(1);
    expect(log).toEqual(['interrupt', 'a received', 'a speech_not_understood']);
  });

  it('transcribes everything again when the stream ends early', async () => {
    pushToTalk.start('a');
    listener?.(FRAME);
    streams[0]?.transcribe('Two', INTERIM_TRANSCRIPT);
    streams[0]?.close();
    await vi.waitFor(() => expect(streams).toHaveLength(2));
    listener?.(FRAME);
    if (streams[1]) streams[1].lastWords = 'Two cups of flour.';
    await pushToTalk.end('a');
    expect(streams[1]?.frames).toBe(2);
    expect(log.at(-1)).toBe('a answer Two cups of flour.');
  });

  it('discards the speech when it is canceled', async () => {
    pushToTalk.start('a');
    streams[0]?.transcribe('Never mind', FINAL_TRANSCRIPT);
    pushToTalk.cancel();
    expect(streams[0]?.closed).toBe(true);
    expect(listener).toBeUndefined();
    expect(log).toEqual(['interrupt']);
  });

  it('starts over at a second press without a release', () => {
    pushToTalk.start('a');
    pushToTalk.start('b');
    expect(streams.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it('resolves idle() once each press was answered or canceled', async () => {
    pushToTalk.start('a');
    pushToTalk.start('b');
    const idle = pushToTalk.idle().then(() => log.push('idle'));
    if (streams[1]) streams[1].lastWords = 'Next step.';
    await pushToTalk.end('b');
    await idle;
    expect(log.slice(-2)).toEqual(['b answer Next step.', 'idle']);
    pushToTalk.start('c');
    pushToTalk.cancel();
    await pushToTalk.idle();
  });

  it('fails a release without a press', async () => {
    await pushToTalk.end('a');
    expect(log).toEqual(['a received', 'a speech_not_understood']);
  });
});
