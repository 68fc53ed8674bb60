import { describe, expect, it } from 'vitest';
import { GoogleError } from '../wire/google-error.ts';
import { Quota, Quotas } from './quotas.ts';

const TTS = 'gemini-3.8-flash-lite-tts';

function quotas(...orders: object[]): Quotas {
  const made = new Quotas();
  for (const order of orders) made.add(Quota.parse(order));
  return made;
}

describe('quotas', () => {
  it('let any number through when there are none', () => {
    const none = quotas();
    expect(() => {
      for (let i = 0; i < 100; i++) none.spend(TTS, 0);
    }).not.toThrow();
  });

  it('refuse what is too much for a minute, and count it not', () => {
    const two = quotas({ requestsPerMinute: 2 });
    two.spend(TTS, 0);
    two.spend(TTS, 30_000);
    expect(() => two.spend(TTS, 45_000)).toThrow('Please retry in 15s.');
    two.spend(TTS, 60_000);
    expect(() => two.spend(TTS, 60_000)).toThrow('Please retry in 30s.');
  });

  it('are each model’s own, and the last one for it counts', () => {
    const some = quotas({ requestsPerMinute: 1 }, { requestsPerMinute: 0, model: 'TTS' });
    some.spend('gemini-3.6-flash', 0);
    some.spend('gemini-3.8-flash', 0);
    expect(() => some.spend(TTS, 0)).toThrow('limit: 0');
  });

  it('explain themselves as Google’s do', () => {
    let error: unknown;
    try {
      quotas({ requestsPerMinute: 0 }).spend(TTS, 0);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(GoogleError);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      error: {
        code: 429,
        status: 'RESOURCE_EXHAUSTED',
        details: [
          { '@type': 'type.googleapis.com/google.rpc.Help' },
          {
            '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
            violations: [{ quotaDimensions: { model: TTS }, quotaValue: '0' }],
          },
          { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '60s' },
        ],
      },
    });
  });
});
