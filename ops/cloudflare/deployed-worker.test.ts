import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Tools } from '../cli/tools.ts';
import { Redaction } from '../cli/redaction.ts';
import { FakeCloudflare } from '../testing/fake-cloudflare.ts';
import { DeployedWorker } from './deployed-worker.ts';

let cloudflare: FakeCloudflare;
let worker: DeployedWorker;

beforeAll(async () => {
  cloudflare = await FakeCloudflare.start();
  const tools = new Tools({ environment: cloudflare.environment, redaction: new Redaction() });
  worker = new DeployedWorker(tools, 'staging');
});
afterAll(() => cloudflare.close());

describe('DeployedWorker, through the real wrangler', () => {
  it('creates one version with both session secrets, stages it at 0 %, and removes the old one', async () => {
    const previous = await worker.currentVersion();
    const values = { SESSION_SECRET: 'new', SESSION_SECRET_PREVIOUS: 'old' };
    const id = await worker.writeSecrets(values, 'session-1', 'rotate secrets');
    expect(cloudflare.versions).toHaveLength(2);
    expect(cloudflare.versions.at(-1)).toEqual({
      id,
      tag: 'session-1',
      message: 'rotate secrets',
      secrets: values,
    });
    expect(cloudflare.traffic).toEqual({ [previous]: 100 });

    await worker.routeTraffic(previous, id);
    expect(cloudflare.traffic).toEqual({ [previous]: 100, [id]: 0 });

    const last = await worker.removeSecret(
      'SESSION_SECRET_PREVIOUS',
      'session-1-end',
      'rotate secrets',
    );
    await worker.routeTraffic(last);
    expect(await worker.secretNames()).toEqual(['SESSION_SECRET']);
    expect(cloudflare.versions.at(-1)?.secrets).toEqual({ SESSION_SECRET: 'new' });
    expect(cloudflare.unknown).toEqual([]);
  }, 120_000);
});
