import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from './config.ts';

const COMPLETE = {
  LIVEKIT_URL: 'wss://example.livekit.cloud',
  LIVEKIT_API_KEY: 'key',
  LIVEKIT_API_SECRET: 'a-secret-that-must-not-be-shown',
  GOOGLE_API_KEY: 'google',
};

describe('the environment', () => {
  it('needs no more than the keys', () => {
    expect(parseConfig(COMPLETE)).toMatchObject({ agentName: 'bakebot', health: { port: 8081 } });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(parseConfig({ ...COMPLETE, AGENT_NAME: '' }).agentName).toBe('bakebot');
  });

  it('tells every mistake at once, and no value', () => {
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
