import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from './config.ts';

const COMPLETE = {
  LIVEKIT_URL: 'wss://example.livekit.cloud',
  LIVEKIT_API_KEY: 'key',
  LIVEKIT_API_SECRET: 'a-secret-that-must-not-be-shown',
  GOOGLE_API_KEY: 'google',
};

describe('parseConfig', () => {
  it('accepts an environment of keys only', () => {
    expect(parseConfig(COMPLETE)).toMatchObject({ agentName: 'bakebot', health: { port: 8081 } });
  });

  it('treats an empty variable as unset', () => {
    expect(parseConfig({ ...COMPLETE, AGENT_NAME: '' }).agentName).toBe('bakebot');
  });

  it('omits Gemini Live without a Gemini API key', () => {
    const { GOOGLE_API_KEY: _, ...others } = COMPLETE;
    const keys = { OPENAI_API_KEY: 'o', DEEPGRAM_API_KEY: 'd' };
    const models = { AGENT_STT: 'deepgram', AGENT_LLM: 'openai', AGENT_TTS: 'openai' };
    expect(parseConfig({ ...others, ...keys, ...models }).pipelines).toEqual({
      first: 'cascade',
      live: undefined,
    });
  });

  it('rejects AGENT_PIPELINE=live without a Gemini API key', () => {
    const models = { AGENT_STT: 'deepgram', AGENT_LLM: 'openai', AGENT_TTS: 'openai' };
    const keys = { OPENAI_API_KEY: 'o', DEEPGRAM_API_KEY: 'd', GOOGLE_API_KEY: '' };
    const live = { ...COMPLETE, ...models, ...keys, AGENT_PIPELINE: 'live' };
    expect(() => parseConfig(live)).toThrow('GOOGLE_API_KEY: is needed for AGENT_PIPELINE=live');
  });

  it('parses AGENT_PRICES as JSON', () => {
    const AGENT_PRICES = '{"nova-3":{"audioMinuteIn":0.006}}';
    expect(parseConfig({ ...COMPLETE, AGENT_PRICES }).telemetry.prices).toEqual({
      'nova-3': { audioMinuteIn: 0.006 },
    });
  });

  it('sets no budget unless AGENT_MAX_COST_USD is set', () => {
    const costOf = (AGENT_MAX_COST_USD: string) =>
      parseConfig({ ...COMPLETE, AGENT_MAX_COST_USD }).limits.costUsd;
    expect(costOf('')).toBeUndefined();
    expect(costOf('0.25')).toBe(0.25);
  });

  it.each([
    ['AGENT_MAX_COST_USD', '0'],
    ['AGENT_MAX_COST_USD', '-1'],
    ['AGENT_MAX_COST_USD', '$5'],
    ['AGENT_PRICES', 'cheap'],
    ['AGENT_PRICES', '{"nova-3":{"perMinute":1}}'],
    ['AGENT_LLM', 'skynet'],
    ['AGENT_METRICS_PORT', '99999'],
  ])('names the variable when it rejects %s=%s', (name, value) => {
    expect(() => parseConfig({ ...COMPLETE, [name]: value })).toThrow(name);
  });

  it('lists all errors at once, without values', () => {
    const broken = { ...COMPLETE, LIVEKIT_URL: 'example.com', GOOGLE_API_KEY: '' };
    const error = thrownBy(() => parseConfig(broken));
    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toMatch(/LIVEKIT_URL: must start with ws[\s\S]*GOOGLE_API_KEY/);
    expect(String(error)).not.toContain('example.com');
    expect(String(error)).not.toContain(COMPLETE.LIVEKIT_API_SECRET);
  });
});

function thrownBy(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
