import { runInDurableObject } from 'cloudflare:test';
import { objectOf } from '../subject-object.ts';

/** Keeps a subject's object from waking after its test: it would ask a LiveKit that is no longer there. */
export async function stopAlarm(
  namespace: Cloudflare.Env['REVOCATIONS' | 'ROOMS'],
  subject: string,
): Promise<void> {
  const stub = await objectOf<DurableObjectStub>(namespace, subject);
  await runInDurableObject(stub, (_, { storage }) => storage.deleteAlarm());
}
