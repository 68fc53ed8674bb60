/** Google's names of HTTP statuses (https://cloud.google.com/apis/design/errors). */
const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  499: 'CANCELLED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

const MESSAGES: Readonly<Record<number, string>> = {
  400: 'Request contains an invalid argument.',
  403: 'The caller does not have permission',
  404: 'Requested entity was not found.',
  429: 'You exceeded your current quota, please check your plan and billing details.',
  500: 'Internal error encountered.',
  503: 'The model is overloaded. Please try again later.',
  504: 'The request timed out. Please try again.',
};

const RPC = 'type.googleapis.com/google.rpc';

/** One of Google's structured explanations: `{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', … }`. */
export type ErrorDetail = { readonly '@type': string };

export type GoogleErrorOptions = ErrorOptions & {
  /** When the client should try again, in seconds. */
  readonly retryAfterSeconds?: number | undefined;
  readonly details?: readonly ErrorDetail[];
};

/** An error that is sent to the client in Google's format. */
export class GoogleError extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfterSeconds: number | undefined;
  readonly #details: readonly ErrorDetail[];

  /** @param message Google's own for this status when absent. */
  constructor(status: number, message?: string, options: GoogleErrorOptions = {}) {
    super(message ?? MESSAGES[status] ?? 'The emulator was told to fail here.', options);
    const { details = [], retryAfterSeconds } = options;
    this.status = status;
    this.code = STATUS_NAMES[status] ?? 'UNKNOWN';
    this.retryAfterSeconds = retryAfterSeconds;
    this.#details =
      retryAfterSeconds === undefined
        ? details
        : [...details, detail('RetryInfo', { retryDelay: `${retryAfterSeconds}s` })];
  }

  /** The body of the answer. */
  toJSON(): object {
    return {
      error: {
        code: this.status,
        message: this.message,
        status: this.code,
        ...(this.#details.length > 0 && { details: this.#details }),
      },
    };
  }
}

/** @param type the last part of its name: `BadRequest`, `QuotaFailure` */
export function detail(type: string, fields: object): ErrorDetail {
  return { '@type': `${RPC}.${type}`, ...fields };
}
