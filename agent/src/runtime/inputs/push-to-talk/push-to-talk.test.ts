import { initializeLogger, normalizeLanguage, stt } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PushToTalk } from './push-to-talk.ts';
import type { Recognition } from './utterance.ts';

initializeLogger({ pretty: false, level: 'silent' });

const { INTERIM_TRANSCRIPT, FINAL_TRANSCRIPT } = stt.SpeechEventType;

/** An STT stream that the test scripts. */
class FakeRecognition implements Recognition {
  frames = 0;
  closed = false;
  /** Final transcript after the end of the input. */
  lastWords: string | undefined;
  readonly fail: () => void;
  readonly #events: stt.SpeechEvent[] = [];
  #wake = Promise.withResolvers<void>();

  constructor(failed: () => void) {
    this.fail = failed;
  }

  pushFrame(): void {
    this.frames++;
  }

  endInput(): void {
    if (this.lastWords !== undefined) this.hear(this.lastWords, FINAL_TRANSCRIPT);
    else this.close();
  }

  close(): void {
    this.closed = true;
    this.#wake.resolve();
  }

  hear(text: string, type: stt.SpeechEventType): void {
    const language = normalizeLanguage('en');
    const heard = { text, language, confidence: 1, startTime: 0, endTime: 0 };
    this.#events.push({ type, alternatives: [heard] });
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
let recognitions: FakeRecognition[];
/** Final transcript of the next stream. */
let nextLastWords: string | undefined;
let listener: ((frame: AudioFrame) => void) | undefined;
let pushToTalk: PushToTalk;

beforeEach(() => {
  log = [];
  recognitions = [];
  nextLastWords = undefined;
  listener = undefined;
  pushToTalk = new PushToTalk({
    turns: {
      receive: ({ id }) => log.push(`${id} received`) > 0,
      answer: ({ id, text }) => log.push(`${id} answer ${text}`),
      fail: ({ id }, code) => log.push(`${id} ${code}`),
      interrupt: () => log.push('interrupt'),
    },
    microphone: {
      listen: (next) => {
        listener = next;
        return () => (listener = undefined);
      },
    },
    openSttStream: (failed) => {
      const recognition = new FakeRecognition(failed);
      recognition.lastWords = nextLastWords;
      recognitions.push(recognition);
      return recognition;
    },
    heard: (turnId, text, final) => log.push(`${turnId} ${final ? 'said' : 'heard'} ${text}`),
  });
});

describe('push-to-talk', () => {
  it('interrupts at the press, and answers the transcript at the release', async () => {
    pushToTalk.start('a');
    listener?.(FRAME);
    const [recognition] = recognitions;
    if (!recognition) throw new Error('no recognition');
    recognition.lastWords = 'Two cups of flour.';
    await pushToTalk.end('a');
    expect(recognition).toMatchObject({ frames: 1, closed: true });
    expect(log).toEqual([
      'interrupt',
      'a received',
      'a said Two cups of flour.',
      'a answer Two cups of flour.',
    ]);
  });

  it('keeps the final transcript before a pause', async () => {
    pushToTalk.start('a');
    recognitions[0]?.hear('Two cups', INTERIM_TRANSCRIPT);
    recognitions[0]?.hear('Two cups of flour', FINAL_TRANSCRIPT);
    if (recognitions[0]) recognitions[0].lastWords = 'in grams.';
    await pushToTalk.end('a');
    expect(log.at(-1)).toBe('a answer Two cups of flour in grams.');
  });

  it('uses the interim transcript when the STT stream ends without a final one', async () => {
    pushToTalk.start('a');
    recognitions[0]?.hear('Two cups', INTERIM_TRANSCRIPT);
    await pushToTalk.end('a');
    expect(log.at(-1)).toBe('a answer Two cups');
  });

  it('transcribes everything again when the STT stream fails at the end', async () => {
    pushToTalk.start('a');
    listener?.(FRAME);
    recognitions[0]?.fail();
    nextLastWords = 'Two cups.';
    await pushToTalk.end('a');
    expect(recognitions[1]?.frames).toBe(1);
    expect(log.at(-1)).toBe('a answer Two cups.');
  });

  it('fails the turn when nothing was transcribed', async () => {
    pushToTalk.start('a');
    await pushToTalk.end('a');
    expect(recognitions).toHaveLength(1);
    expect(log).toEqual(['interrupt', 'a received', 'a speech_not_understood']);
  });

  it('transcribes everything again when the STT stream breaks off', async () => {
    pushToTalk.start('a');
    listener?.(FRAME);
    recognitions[0]?.hear('Two', INTERIM_TRANSCRIPT);
    recognitions[0]?.close();
    await vi.waitFor(() => expect(recognitions).toHaveLength(2));
    listener?.(FRAME);
    if (recognitions[1]) recognitions[1].lastWords = 'Two cups of flour.';
    await pushToTalk.end('a');
    expect(recognitions[1]?.frames).toBe(2);
    expect(log.at(-1)).toBe('a answer Two cups of flour.');
  });

  it('discards the utterance when it is canceled', async () => {
    pushToTalk.start('a');
    recognitions[0]?.hear('Never mind', FINAL_TRANSCRIPT);
    pushToTalk.cancel();
    expect(recognitions[0]?.closed).toBe(true);
    expect(listener).toBeUndefined();
    expect(log).toEqual(['interrupt']);
  });

  it('starts over when a second press arrives before the release', () => {
    pushToTalk.start('a');
    pushToTalk.start('b');
    expect(recognitions.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it('is busy until its turn is being answered or is canceled', async () => {
    pushToTalk.start('a');
    pushToTalk.start('b');
    const idle = pushToTalk.idle().then(() => log.push('idle'));
    if (recognitions[1]) recognitions[1].lastWords = 'Next step.';
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
