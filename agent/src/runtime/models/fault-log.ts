import { log } from '@livekit/agents';
import type { Vendor } from './model-choice.ts';
import { explainVendorError, type VendorError } from './vendor-error.ts';

/** A model, whatever its role. */
export type VendorModel = { readonly vendor: Vendor; readonly model: string };

/** Logs each permanent fault of a model once, in the vendor's own words, until a request to the model succeeds. */
export class FaultLog {
  readonly #known = new Map<string, Set<string>>();

  /** A request to a model succeeded, or failed with this error. */
  settled({ vendor, model }: VendorModel, error: VendorError | undefined): void {
    const name = `${vendor}/${model}`;
    if (!error) this.#known.delete(name);
    if (!error?.isPermanent) return;
    const kinds = this.#known.get(name) ?? new Set();
    this.#known.set(name, kinds);
    if (kinds.has(error.kind)) return;
    kinds.add(error.kind);
    const { kind, words } = error;
    const remedy = explainVendorError(kind, vendor, model);
    log().error({ vendor, model, kind, words, remedy }, 'vendor rejected request');
  }
}
