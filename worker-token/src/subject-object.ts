import { sha256 } from './room/digest.ts';

/** Finds the Durable Object that a subject has in a namespace. Its name outlives any change of keys. */
export async function objectOf<Stub>(
  namespace: { getByName(name: string): Stub },
  subject: string,
): Promise<Stub> {
  return namespace.getByName(await sha256(subject));
}
