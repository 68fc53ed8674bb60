import { initializeLogger, stt } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PushToTalk } from './push-to-talk.ts';
import { FakeSttStream } from './testing/fake-stt-stream.ts';

initializeLogger({ pretty: false, level: 'silent' });

const { INTERIM_TRANSCRIPT, FINAL_TRANSCRIPT } = stt.SpeechEventType;

const FRAME = new AudioFrame(new Int16Array(160), 16_000, 1, 160);

function speak(ms: number): void {
  for (let i = 0; i < ms / 10; i++) {
    listener?.(new AudioFrame(new Int16Array(160).fill(5000), 16_000, 1, 160));
  }
}

function pause(ms: number): void {
  for (let i = 0; i < ms / 10; i++) listener?.(FRAME);
}

/** Longest time from the release to the end of the audio, in ms. */
const POST_ROLL_MS = 200;

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

  it('fails the turn when every STT stream rejects its audio', async () => {
    const reject = () => {
      for (const stream of streams) stream.rejectsAudio = true;
      for (const stream of streams) stream.close();
    };
    pushToTalk.start('a');
    reject();
    await vi.waitFor(() => expect(streams).toHaveLength(2));
    expect(() => listener?.(FRAME)).not.toThrow();
    reject();
    await vi.waitFor(() => expect(streams).toHaveLength(3));
    reject();
    await pushToTalk.end('a');
    expect(log).toEqual(['interrupt', 'a received', 'a speech_not_understood']);
  });
});

describe('time', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => vi.useRealTimers());

  it('waits for what was said after a pause, which has a final transcript of its own', async () => {
    pushToTalk.start('a');
    speak(1000);
    pause(400);
    speak(1000);
    const [stream] = streams;
    if (!stream) throw new Error('no stream');
    stream.lastWords = 'Set a timer for ten minutes,';
    const ended = pushToTalk.end('a');
    await vi.advanceTimersByTimeAsync(POST_ROLL_MS + 300);
    stream.transcribe('and how much is a cup of flour?', FINAL_TRANSCRIPT);
    await vi.advanceTimersByTimeAsync(1000);
    await ended;
    expect(log.at(-1)).toBe(
      'a answer Set a timer for ten minutes, and how much is a cup of flour?',
    );
  });

  it('waits for the rest that an interim transcript announces', async () => {
    pushToTalk.start('a');
    const [stream] = streams;
    if (!stream) throw new Error('no stream');
    stream.lastWords = 'Two cups';
    const ended = pushToTalk.end('a');
    await vi.advanceTimersByTimeAsync(POST_ROLL_MS);
    stream.transcribe('of', INTERIM_TRANSCRIPT);
    await vi.advanceTimersByTimeAsync(300);
    stream.transcribe('of flour.', FINAL_TRANSCRIPT);
    await vi.advanceTimersByTimeAsync(1000);
    await ended;
    expect(log.at(-1)).toBe('a answer Two cups of flour.');
  });

  it('answers at once when all was transcribed before the release', async () => {
    pushToTalk.start('a');
    const [stream] = streams;
    if (!stream) throw new Error('no stream');
    stream.lastWords = '';
    speak(1000);
    pause(700);
    stream.transcribe('Two cups of flour.', FINAL_TRANSCRIPT);
    await vi.advanceTimersByTimeAsync(0);
    void pushToTalk.end('a');
    await vi.advanceTimersByTimeAsync(POST_ROLL_MS + 150);
    expect(log.at(-1)).toBe('a answer Two cups of flour.');
  });

  it('ends a press after two minutes without a release, and answers it', async () => {
    pushToTalk.start('a');
    if (streams[0]) streams[0].lastWords = 'Two cups.';
    await vi.advanceTimersByTimeAsync(125_000);
    expect(streams[0]?.closed).toBe(true);
    expect(log.at(-1)).toBe('a answer Two cups.');
    await pushToTalk.idle();
  });

  it('opens no STT stream for a press that its release has overtaken', async () => {
    await pushToTalk.end('a');
    pushToTalk.start('a');
    expect(streams).toEqual([]);
    await pushToTalk.idle();
  });

  it('opens no STT stream for presses beyond the rate, and fails their turns', async () => {
    for (let i = 0; i < 100; i++) pushToTalk.start(`turn-${i}`);
    expect(streams.length).toBeLessThan(20);
    expect(streams.every(({ closed }) => closed)).toBe(true);
    await pushToTalk.end('turn-99');
    expect(log.at(-1)).toBe('turn-99 rate_limited');
    await vi.advanceTimersByTimeAsync(60_000);
    pushToTalk.start('later');
    expect(streams.at(-1)?.closed).toBe(false);
    pushToTalk.cancel();
  });
});
