import { sha256 } from './crypto.ts';

/**
 * The stub of a subject's Durable Object. The object's name is a plain digest, so that it survives a change of
 * LiveKit's secret, which the pseudonym does not.
 */
export async function stubFor<Stub>(
  namespace: { getByName(name: string): Stub },
  subject: string,
): Promise<Stub> {
  return namespace.getByName(await sha256(subject));
}
