import { initializeLogger, tokenize, tts } from '@livekit/agents';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { durationMs } from '../audio/frame-duration.ts';
import { FallbackVoice } from './fallback-voice.ts';
import { ScriptedTts, type TtsBehavior } from './testing/scripted-tts.ts';

const PATIENCE = { firstSoundMs: 50, lastFirstSoundMs: 100, gapMs: 100 };

const FIRST = 'Sift the flour into a large bowl.';
const SECOND = 'Beat in the two eggs, one by one.';

const SIX_SENTENCES = [
  FIRST,
  SECOND,
  'Add the milk slowly, and stir all the time until the batter is smooth.',
  'Let it rest for half an hour in a cool place.',
  'Melt the butter in a hot pan, and pour in a ladle of the batter.',
  'Turn the pancake as soon as its edge is brown.',
];

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));
afterEach(() => vi.useRealTimers());

type TtsError = Parameters<tts.TTSCallbacks['error']>[0];
type Spoken = {
  readonly seconds: number;
  readonly frames: number;
  readonly errors: readonly TtsError[];
};

/** Speaks an answer whose sentences arrive one by one. */
async function speak(voice: tts.TTS, ...sentences: readonly string[]): Promise<Spoken> {
  const errors: TtsError[] = [];
  voice.on('error', (error) => errors.push(error));
  const stream = voice.stream();
  stream.updateInputStream(ReadableStream.from(sentences.map((sentence) => `${sentence} `)));
  let ms = 0;
  let frames = 0;
  for await (const audio of stream) {
    if (typeof audio === 'symbol') continue;
    ms += durationMs(audio.frame);
    frames++;
  }
  return { seconds: Math.round(ms / 1000), frames, errors };
}

/** Seconds in which a scripted TTS speaks a text. */
function secondsOf(text: string): number {
  return Math.ceil(text.length / 15);
}

describe('an answer of six sentences', () => {
  it('is spoken in two requests, the first of which is its first sentence', async () => {
    const voice = new ScriptedTts(['sound']);
    await speak(new FallbackVoice([voice]), ...SIX_SENTENCES);
    expect(voice.requests).toEqual([FIRST, SIX_SENTENCES.slice(1).join(' ')]);
  });

  it('takes six requests with the framework alone', async () => {
    const voice = new ScriptedTts(['sound']);
    const tokenizer = new tokenize.basic.SentenceTokenizer();
    await speak(new tts.StreamAdapter(voice, tokenizer), ...SIX_SENTENCES);
    expect(voice.requests).toEqual(SIX_SENTENCES);
  });

  it('asks for its first sentence before the second one is complete', async () => {
    const voice = new ScriptedTts(['sound']);
    const stream = new FallbackVoice([voice]).stream();
    const input = new TransformStream<string, string>();
    stream.updateInputStream(input.readable);
    const writer = input.writable.getWriter();
    await writer.write(`${FIRST} Beat in`);
    await stream.next();
    expect(voice.requests).toEqual([FIRST]);
    stream.close();
  });
});

describe('a voice that fails', () => {
  it.each<[TtsBehavior, number]>([
    ['busy', 2],
    ['nothing', 2],
    ['hang', 1],
    ['key_refused', 1],
  ])(
    'ends without sound, an exception or a request for the rest: %s',
    async (behavior, requests) => {
      const voice = new ScriptedTts([behavior]);
      const spoken = await speak(new FallbackVoice([voice], PATIENCE), ...SIX_SENTENCES);
      // A moment of silence, without which the framework drops the text.
      expect(spoken).toMatchObject({ seconds: 0, frames: 1 });
      expect(voice.requests).toEqual(Array(requests).fill(FIRST));
      expect(spoken.errors).toMatchObject([{ type: 'tts_error', recoverable: false }]);
    },
  );

  it('is asked once more, when it is the only one', async () => {
    const voice = new ScriptedTts(['busy', 'sound']);
    const spoken = await speak(new FallbackVoice([voice], PATIENCE), FIRST);
    expect(spoken.seconds).toBe(secondsOf(FIRST));
    expect(spoken.errors).toEqual([]);
  });

  it('goes on with the sentence in which its stream was cut', async () => {
    const text = `${FIRST} ${SECOND}`;
    const voice = new ScriptedTts(['sound', 'cut', 'sound']);
    const spoken = await speak(new FallbackVoice([voice], PATIENCE), FIRST, SECOND, SECOND);
    expect(voice.requests).toEqual([FIRST, `${SECOND} ${SECOND}`, `${SECOND} ${SECOND}`]);
    expect(spoken.seconds).toBe(secondsOf(FIRST) + 1 + secondsOf(text));
    expect(spoken.errors).toEqual([]);
  });

  it('stops, when its stream is cut each time', async () => {
    const voice = new ScriptedTts(['cut']);
    const spoken = await speak(new FallbackVoice([voice], PATIENCE), ...SIX_SENTENCES);
    expect(spoken.seconds).toBe(2);
    expect(spoken.errors).toHaveLength(1);
  });
});

describe('a second voice', () => {
  it.each<TtsBehavior>(['busy', 'nothing', 'hang', 'key_refused'])(
    'takes over from the first sentence on: %s',
    async (behavior) => {
      const first = new ScriptedTts([behavior]);
      const second = new ScriptedTts(['sound']);
      const voice = new FallbackVoice([first, second], PATIENCE);
      const spoken = await speak(voice, ...SIX_SENTENCES);
      expect(second.requests).toEqual([FIRST, SIX_SENTENCES.slice(1).join(' ')]);
      expect(first.requests).toEqual([FIRST]);
      expect(spoken.errors).toEqual([]);
    },
  );

  it('takes over in mid-answer, at its own sample rate', async () => {
    const first = new ScriptedTts(['cut']);
    const second = new ScriptedTts(['sound'], { sampleRate: 16_000 });
    const spoken = await speak(new FallbackVoice([first, second], PATIENCE), FIRST);
    expect(spoken.seconds).toBe(1 + secondsOf(FIRST));
    expect(spoken.errors).toEqual([]);
  });

  it('stays until half a minute after the failure of the first', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const first = new ScriptedTts(['nothing', 'sound']);
    const second = new ScriptedTts(['sound']);
    const voice = new FallbackVoice([first, second], PATIENCE);
    await speak(voice, FIRST);
    await speak(voice, SECOND);
    expect(first.requests).toEqual([FIRST]);
    vi.advanceTimersByTime(30_000);
    await speak(voice, SECOND);
    expect(first.requests).toEqual([FIRST, SECOND]);
  });
});

it('requests no more speech once it is interrupted', async () => {
  const voice = new ScriptedTts(['hang']);
  const errors: unknown[] = [];
  const fallback = new FallbackVoice([voice]);
  fallback.on('error', (error) => errors.push(error));
  const stream = fallback.stream();
  stream.updateInputStream(ReadableStream.from([`${FIRST} `, `${SECOND} `]));
  await vi.waitFor(() => expect(voice.requests).toHaveLength(1));
  stream.close();
  expect(await stream.next()).toMatchObject({ done: true });
  expect(voice.requests).toHaveLength(1);
  expect(errors).toEqual([]);
});
