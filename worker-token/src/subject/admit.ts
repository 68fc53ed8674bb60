import { errorFields, log } from '../platform/log.ts';
import {
  type Admission,
  type AdmissionResult,
  stubFor,
  type SubjectNamespace,
} from './subject-stub.ts';

export type AdmissionOptions = {
  readonly namespace: SubjectNamespace | undefined;
  /** Whether a failure of the object rejects the request: with revocation, a revoked session must not pass. */
  readonly failsClosed: boolean;
};

/**
 * Asks the subject's object for the room that a token opens, or decides without it where nothing needs it.
 *
 * A lasting room and the cap fail open, to a fresh room: the stable name is a convenience, and the cap limits costs; an
 * agent that answers is a promise.
 */
export async function admit(
  subject: string,
  admission: Admission,
  { namespace, failsClosed }: AdmissionOptions,
): Promise<AdmissionResult | { readonly outcome: 'unavailable' }> {
  const fresh = { outcome: 'admitted', room: admission.freshRoom, found: undefined } as const;
  const needsObject = failsClosed || admission.lastingRoom !== undefined || admission.cap;
  if (!namespace || !needsObject) return fresh;
  try {
    return await (await stubFor(namespace, subject)).admit(admission);
  } catch (error) {
    log('error', 'failed to call subject object', errorFields(error));
    return failsClosed ? { outcome: 'unavailable' } : fresh;
  }
}
