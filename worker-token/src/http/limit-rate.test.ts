import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import { TestService } from '../testing/test-service.ts';

describe('rate limits', () => {
  const exceeded: RateLimit = { limit: async () => ({ success: false }) };

  it('rejects an address before its session is verified', async () => {
    const response = await new TestService({ ADDRESS_LIMIT: exceeded }).postToken({ session: 'x' });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('60');
  });

  it('counts requests with Cloudflare’s runtime', async () => {
    const service = new TestService({ SUBJECT_LIMIT: env.TIGHT_LIMIT });
    const statuses: number[] = [];
    while (statuses.length < 4) statuses.push((await service.postToken()).status);
    expect(statuses[0]).toBe(201);
    // A new period may begin between two requests.
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(2);
  });

  it('rejects a subject at every address', async () => {
    const keys: string[] = [];
    const counting: RateLimit = {
      limit: async ({ key }) => ({ success: keys.push(key) <= 1 }),
    };
    const service = new TestService({ SUBJECT_LIMIT: counting });
    const from = (address: string) => ({ headers: { 'cf-connecting-ip': address } });
    expect((await service.postToken(from('192.0.2.1'))).status).toBe(201);
    expect((await service.postToken(from('192.0.2.2'))).status).toBe(429);
    expect(new Set(keys).size).toBe(1);
  });

  it('does not count preflight requests', async () => {
    const service = new TestService({ ADDRESS_LIMIT: exceeded });
    expect((await service.fetch('/token', { method: 'OPTIONS' })).status).toBe(204);
  });

  it('lets the request pass and logs it when the limiter fails', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const failing: RateLimit = { limit: () => Promise.reject(new Error('limiter down')) };
    const service = new TestService({ ADDRESS_LIMIT: failing, SUBJECT_LIMIT: failing });
    expect((await service.postToken()).status).toBe(201);
    const lines = logged.mock.calls.map(([line]) => JSON.parse(line));
    expect(lines).toMatchObject([
      { message: 'rate limit failed open', limit: 'ADDRESS_LIMIT' },
      { message: 'rate limit failed open', limit: 'SUBJECT_LIMIT' },
    ]);
    vi.restoreAllMocks();
  });
});
