import { describe, expect, it } from 'vitest';
import { loadPlugin, PluginMissingError } from './load-plugin.ts';
import { ModelEnvironment, toModelConfig } from './model-config.ts';

const KEYS = { GOOGLE_API_KEY: 'google', OPENAI_API_KEY: 'openai', DEEPGRAM_API_KEY: 'deepgram' };

function mistakesIn(environment: Record<string, string>): string[] {
  const result = ModelEnvironment.safeParse(environment);
  return result.success
    ? []
    : result.error.issues.map(({ path, message }) => `${path.join()} ${message}`);
}

describe('choosing models', () => {
  it('is all Gemini when nothing is said', () => {
    expect(toModelConfig(ModelEnvironment.parse(KEYS))).toMatchObject({
      stt: [{ vendor: 'gemini', model: 'gemini-3.5-transcribe-live' }],
      llm: [{ vendor: 'gemini', model: 'gemini-3.5-flash' }],
      tts: [{ vendor: 'gemini', model: 'gemini-3.1-flash-tts-preview' }],
    });
  });

  it('takes chains, with models or without', () => {
    const env = {
      ...KEYS,
      AGENT_STT: 'deepgram/nova-3-medical, gemini',
      AGENT_LLM: 'openai,gemini',
    };
    expect(toModelConfig(ModelEnvironment.parse(env))).toMatchObject({
      stt: [{ vendor: 'deepgram', model: 'nova-3-medical' }, { vendor: 'gemini' }],
      llm: [
        { vendor: 'openai', model: 'gpt-4o' },
        { vendor: 'gemini', model: 'gemini-3.5-flash' },
      ],
    });
  });

  it('keeps the slashes of LiveKit Inference’s names', () => {
    const env = {
      ...KEYS,
      LIVEKIT_API_KEY: 'k',
      AGENT_STT: 'livekit/assemblyai/universal-streaming',
    };
    expect(ModelEnvironment.parse(env).AGENT_STT).toEqual([
      { vendor: 'livekit', model: 'assemblyai/universal-streaming' },
    ]);
  });

  it.each([
    [
      { ...KEYS, AGENT_STT: 'elevenlabs' },
      'AGENT_STT "elevenlabs" is none of gemini, vertex, deepgram',
    ],
    [{ ...KEYS, AGENT_TTS: '' }, 'AGENT_TTS "" is none of'],
    [{ ...KEYS, AGENT_TTS: 'elevenlabs' }, 'ELEVEN_API_KEY is needed for elevenlabs'],
    [{ OPENAI_API_KEY: 'o' }, 'GOOGLE_API_KEY is needed for gemini: get one at'],
    [{ ...KEYS, AGENT_LLM: 'vertex' }, 'GOOGLE_CLOUD_PROJECT is needed for vertex'],
    [{ ...KEYS, DEEPGRAM_BASE_URL: 'api.deepgram.com' }, 'DEEPGRAM_BASE_URL Invalid URL'],
  ])('%j: %s', (environment, mistake) => {
    expect(mistakesIn(environment).join('\n')).toContain(mistake);
  });

  it('needs no key of a vendor that is not chosen', () => {
    const all = { AGENT_STT: 'deepgram', AGENT_LLM: 'openai', AGENT_TTS: 'openai' };
    expect(mistakesIn({ ...all, OPENAI_API_KEY: 'o', DEEPGRAM_API_KEY: 'd' })).toEqual([]);
  });
});

describe('a package that is not installed', () => {
  it('is named, with how to install it', async () => {
    const name: string = '@livekit/agents-plugin-of-tomorrow';
    const loading = loadPlugin(name, () => import(name));
    await expect(loading).rejects.toThrow(PluginMissingError);
    await expect(loading).rejects.toThrow(
      'npm install --workspace agent @livekit/agents-plugin-of-tomorrow@1.9.0',
    );
  });

  it('is not blamed for a fault inside it', async () => {
    const broken = loadPlugin('@livekit/agents-plugin-openai', async () => {
      throw new TypeError('a fault');
    });
    await expect(broken).rejects.toThrow(TypeError);
  });
});
