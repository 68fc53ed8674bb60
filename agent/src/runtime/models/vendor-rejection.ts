import { APIError, APIStatusError } from '@livekit/agents';
import { classifyVendorError, type VendorError } from './vendor-error.ts';

/** A vendor's error after which the framework does not retry the request. */
export class VendorRejection extends APIError {
  readonly vendorError: VendorError;

  constructor(vendorError: VendorError, options?: ErrorOptions) {
    super(vendorError.words, { retryable: false });
    this.name = 'VendorRejection';
    this.vendorError = vendorError;
    if (options) this.cause = options.cause;
  }
}

/** Classifies an error of a plugin, or the framework's event about it. */
export function vendorErrorOf(error: unknown): VendorError {
  if (error instanceof VendorRejection) return error.vendorError;
  if (!(error instanceof Error)) {
    const inner = typeof error === 'object' && error !== null && Reflect.get(error, 'error');
    return inner ? vendorErrorOf(inner) : classifyVendorError({ text: String(error) });
  }
  const code =
    error instanceof APIStatusError && error.statusCode > 0 ? error.statusCode : undefined;
  // OpenAI's client keeps the body's fields apart from its message.
  const marks = error instanceof APIError && error.body ? JSON.stringify(error.body) : '';
  const fromBody = marks ? classifyVendorError({ code, text: marks }) : undefined;
  return fromBody?.isPermanent ? fromBody : classifyVendorError({ code, text: error.message });
}
