import { describe, expect, it } from 'vitest';
import { loadPlugin, PluginMissingError } from './load-plugin.ts';
import { ModelEnvironment, toModelConfig } from './model-config.ts';

const KEYS = { GOOGLE_API_KEY: 'google', OPENAI_API_KEY: 'openai', DEEPGRAM_API_KEY: 'deepgram' };

function errorsIn(environment: Record<string, string>): string[] {
  const result = ModelEnvironment.safeParse(environment);
  return result.success
    ? []
    : result.error.issues.map(({ path, message }) => `${path.join()} ${message}`);
}

describe('ModelEnvironment', () => {
  it('chooses Gemini for every role by default', () => {
    expect(toModelConfig(ModelEnvironment.parse(KEYS))).toMatchObject({
      stt: [{ vendor: 'gemini', model: 'gemini-3.5-transcribe-live' }],
      llm: [{ vendor: 'gemini', model: 'gemini-3.6-flash' }],
      tts: [{ vendor: 'gemini', model: 'gemini-3.8-flash-lite-tts' }],
    });
  });

  it('accepts chains, with and without models', () => {
    const env = {
      ...KEYS,
      AGENT_STT: 'deepgram/nova-3-medical, gemini',
      AGENT_LLM: 'openai,gemini',
    };
    expect(toModelConfig(ModelEnvironment.parse(env))).toMatchObject({
      stt: [{ vendor: 'deepgram', model: 'nova-3-medical' }, { vendor: 'gemini' }],
      llm: [
        { vendor: 'openai', model: 'gpt-4o' },
        { vendor: 'gemini', model: 'gemini-3.6-flash' },
      ],
    });
  });

  it('keeps slashes in LiveKit Inference’s model names', () => {
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
      'AGENT_STT unknown vendor "elevenlabs": choose from gemini, vertex, deepgram',
    ],
    [{ ...KEYS, AGENT_TTS: '' }, 'AGENT_TTS unknown vendor "": choose from'],
    [{ ...KEYS, AGENT_TTS: 'elevenlabs' }, 'ELEVEN_API_KEY is needed for elevenlabs'],
    [{ OPENAI_API_KEY: 'o' }, 'GOOGLE_API_KEY is needed for gemini: get a key at https:'],
    [{ ...KEYS, AGENT_LLM: 'vertex' }, 'GOOGLE_CLOUD_PROJECT is needed for vertex'],
    [{ ...KEYS, DEEPGRAM_BASE_URL: 'api.deepgram.com' }, 'DEEPGRAM_BASE_URL Invalid URL'],
  ])('rejects %j with «%s»', (environment, message) => {
    expect(errorsIn(environment).join('\n')).toContain(message);
  });

  it('requires no key of a vendor that is not chosen', () => {
    const all = { AGENT_STT: 'deepgram', AGENT_LLM: 'openai', AGENT_TTS: 'openai' };
    expect(errorsIn({ ...all, OPENAI_API_KEY: 'o', DEEPGRAM_API_KEY: 'd' })).toEqual([]);
  });
});

describe('loadPlugin', () => {
  it('rejects with the install command when the package is not installed', async () => {
    const name: string = '@livekit/agents-plugin-unknown';
    const loading = loadPlugin(name, () => import(name));
    await expect(loading).rejects.toThrow(PluginMissingError);
    await expect(loading).rejects.toThrow(
      'npm install --workspace agent @livekit/agents-plugin-unknown@1.9.0',
    );
  });

  it('rejects with the package’s own error when loading it throws', async () => {
    const broken = loadPlugin('@livekit/agents-plugin-openai', async () => {
      throw new TypeError('bug');
    });
    await expect(broken).rejects.toThrow(TypeError);
  });
});
