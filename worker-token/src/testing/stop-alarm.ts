import { runInDurableObject } from 'cloudflare:test';
import { stubFor } from '../platform/subject-stub.ts';

/** Keeps a subject's object from waking after its test: it would ask a LiveKit that is no longer there. */
export async function stopAlarm(
  namespace: Cloudflare.Env['REVOCATIONS' | 'ROOMS'],
  subject: string,
): Promise<void> {
  const stub = await stubFor<DurableObjectStub>(namespace, subject);
  await runInDurableObject(stub, (_, { storage }) => storage.deleteAlarm());
}
