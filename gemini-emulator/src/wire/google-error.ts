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
  429: 'You exceeded your current quota, please check your plan and billing details.',
  500: 'Internal error encountered.',
  503: 'The model is overloaded. Please try again later.',
  504: 'The request timed out. Please try again.',
};

/** An error that is sent to the client in Google's format. */
export class GoogleError extends Error {
  readonly status: number;
  readonly code: string;
  /** When the client should try again, in seconds. */
  readonly retryAfterSeconds: number | undefined;

  /** @param message Google's own for this status when absent. */
  constructor(
    status: number,
    message?: string,
    options: ErrorOptions & { readonly retryAfterSeconds?: number | undefined } = {},
  ) {
    super(message ?? MESSAGES[status] ?? 'The emulator was told to fail here.', options);
    this.status = status;
    this.code = STATUS_NAMES[status] ?? 'UNKNOWN';
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  /** The body of the answer. */
  toJSON(): object {
    const retry = this.retryAfterSeconds;
    const details = [
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${retry ?? 0}s` },
    ];
    return {
      error: {
        code: this.status,
        message: this.message,
        status: this.code,
        ...(retry !== undefined && { details }),
      },
    };
  }
}
