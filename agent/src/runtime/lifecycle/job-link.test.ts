import { beforeEach, describe, expect, it, vi } from 'vitest';
import { JobLink, type LinkedJob, serveJobs } from './job-link.ts';

const JOB = { room: 'kitchen', identity: 'agent-1', metadata: '{}' };

let died: LinkedJob[];
let drain: () => void;

beforeEach(async () => {
  died = [];
  drain = await serveJobs({ died: (job) => died.push(job) });
  return () => drain();
});

/** A job that the worker knows. */
async function start(job: LinkedJob = JOB): Promise<JobLink> {
  const link = new JobLink(job);
  await link.inherited();
  return link;
}

describe('the link between worker and job', () => {
  it('reports a job that ends without a good-bye', async () => {
    (await start()).close();
    await vi.waitFor(() => expect(died).toEqual([JOB]));
  });

  it('does not report a job that has said good-bye', async () => {
    const [leaving, dying] = [await start(), await start({ ...JOB, room: 'bakery' })];
    leaving.goodbye();
    leaving.close();
    dying.close();
    await vi.waitFor(() => expect(died).toEqual([{ ...JOB, room: 'bakery' }]));
  });

  it('hands the latest state of a job that died to the next one in its room, once', async () => {
    const first = await start();
    first.keep({ turns: 1 });
    first.keep({ turns: 2 });
    first.close();
    await vi.waitFor(() => expect(died).toHaveLength(1));
    expect(await new JobLink(JOB).inherited()).toEqual({ turns: 2 });
    expect(await new JobLink(JOB).inherited()).toBeUndefined();
    expect(await new JobLink({ ...JOB, room: 'bakery' }).inherited()).toBeUndefined();
  });

  it('forgets the state of a job that has said good-bye', async () => {
    const first = await start();
    first.keep({ turns: 1 });
    first.goodbye();
    first.close();
    const other = await start({ ...JOB, room: 'bakery' });
    other.close();
    await vi.waitFor(() => expect(died).toHaveLength(1));
    expect(await new JobLink(JOB).inherited()).toBeUndefined();
  });

  it('tells running jobs that the worker drains, and not those that have unsubscribed', async () => {
    const [running, ended] = [vi.fn<() => void>(), vi.fn<() => void>()];
    const [first, second] = [await start(), await start()];
    first.onDrain(running);
    second.onDrain(ended)();
    expect(running).not.toHaveBeenCalled();
    drain();
    await vi.waitFor(() => expect(running).toHaveBeenCalledOnce());
    expect(ended).not.toHaveBeenCalled();
    expect(died).toEqual([]);
  });

  it('starts again beside the socket of a worker that was killed', async () => {
    const next = vi.fn<(job: LinkedJob) => void>();
    // The first worker has not removed its socket.
    const drainNext = await serveJobs({ died: next });
    (await start()).close();
    await vi.waitFor(() => expect(next).toHaveBeenCalledOnce());
    drainNext();
  });

  it('rejects when the temporary folder cannot hold a socket', async () => {
    vi.stubEnv('TMPDIR', '/nonexistent');
    await expect(serveJobs({ died: () => {} })).rejects.toThrow('/nonexistent');
    vi.unstubAllEnvs();
  });

  it('does nothing without a worker', async () => {
    vi.stubEnv('BAKEBOT_JOB_SOCKET', undefined);
    const link = new JobLink(JOB);
    link.keep({});
    link.goodbye();
    expect(await link.inherited()).toBeUndefined();
    link.close();
    vi.unstubAllEnvs();
  });
});
