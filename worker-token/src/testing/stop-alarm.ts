import { runInDurableObject } from 'cloudflare:test';
import { stubFor } from '../subject/subject-stub.ts';

/** Cancels a subject's alarm, which would otherwise run after its test and call a removed `FakeLiveKit`. */
export async function stopAlarm(
  namespace: Cloudflare.Env['SUBJECTS'],
  subject: string,
): Promise<void> {
  const stub = await stubFor<DurableObjectStub>(namespace, subject);
  await runInDurableObject(stub, (_, { storage }) => storage.deleteAlarm());
}
