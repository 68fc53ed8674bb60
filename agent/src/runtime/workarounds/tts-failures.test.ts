import { initializeLogger } from '@livekit/agents';
import { beforeAll, describe, expect, it } from 'vitest';
import { ScriptedTts } from '../models/testing/scripted-tts.ts';
import { onTtsFailure } from './tts-failures.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

const ONE_REQUEST = { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 1000 };

describe('a TTS stream that fails', () => {
  it('ends as if it were complete (once reading it throws, remove tts-failures.ts)', async () => {
    const stream = new ScriptedTts(['busy']).synthesize('Hello.', ONE_REQUEST);
    onTtsFailure(stream, () => {});
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it('reports its error before it ends, and only its own', async () => {
    const voice = new ScriptedTts(['busy', 'cut', 'sound']);
    const failures: string[] = [];
    const streams = ['first', 'second', 'third'].map((text) => {
      const stream = voice.synthesize(text, ONE_REQUEST);
      onTtsFailure(stream, ({ message }) => failures.push(`${text}: ${message}`));
      return stream;
    });
    for (const stream of streams) for await (const _ of stream);
    expect(failures.toSorted()).toEqual(['first: busy', 'second: terminated']);
  });
});
