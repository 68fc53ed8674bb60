import { llm } from '@livekit/agents';
import { type Model, watchRequests } from '../workarounds/watch-requests.ts';
import type { VendorError } from './vendor-error.ts';
import { VendorRejection, vendorErrorOf } from './vendor-rejection.ts';

/** Each model's latest error; none after a success. */
const latestErrors = new WeakMap<Model, VendorError>();

/**
 * Makes permanent errors of a model, and quotas of an LLM, final: the request fails at once, so that a turn fails, or the next model in a chain is
 * asked.
 *
 * @param settled called after each request, with its error if it failed
 */
export function failAtPermanentErrors<M extends Model>(
  model: M,
  settled: (error: VendorError | undefined) => void = () => {},
): M {
  return watchRequests(model, {
    succeeded: () => {
      latestErrors.delete(model);
      settled(undefined);
    },
    failed: (error) => {
      const vendorError = vendorErrorOf(error);
      latestErrors.set(model, vendorError);
      settled(vendorError);
      return isFinal(model, vendorError)
        ? new VendorRejection(vendorError, { cause: error })
        : error;
    },
  });
}

/** A quota of the LLM outlasts the framework's retries, which take as long as a turn may: another model is asked instead. */
function isFinal(model: Model, { isPermanent, kind }: VendorError): boolean {
  return isPermanent || (kind === 'quota' && model instanceof llm.LLM);
}

/** Makes the error of a chain final when the error of each of its models is. The framework would ask all of them again. */
export function failWithAll<M extends Model>(chain: M, models: readonly Model[]): M {
  return watchRequests(chain, {
    succeeded: () => {},
    failed: (error) => {
      const errors = models.map((model) => latestErrors.get(model));
      const [first] = errors;
      return first && errors.every((each) => each?.isPermanent)
        ? new VendorRejection(first, { cause: error })
        : error;
    },
  });
}
