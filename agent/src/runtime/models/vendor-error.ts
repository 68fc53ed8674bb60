import * as z from 'zod';
import { retirementOf } from './catalogue/index.ts';
import type { Vendor } from './model-choice.ts';
import { VENDOR_ACCOUNTS } from './vendor-accounts.ts';

/** What stands in the way of a request to a vendor. */
export type VendorErrorKind =
  | 'wrong_key'
  /** The key is good, but may not use this API, this model, or any from this place. */
  | 'no_access'
  /** The vendor wants to be paid: no billing, or no credit left. */
  | 'no_credit'
  | 'model_gone'
  /** Too many requests for now. */
  | 'quota'
  | 'bad_request'
  /** No response at all. */
  | 'no_network'
  | 'unavailable';

export type VendorError = {
  readonly kind: VendorErrorKind;
  /** Whether the same request fails again, so that a retry is of no use. */
  readonly isPermanent: boolean;
  /** The vendor's own status, reason and message, in one line, for the operator's log. Without keys and quoted content. */
  readonly words: string;
};

/** How a vendor responded. */
export type VendorResponse = {
  /** HTTP status, or from 1000 on WebSocket close code; absent without a response. */
  readonly code?: number | undefined;
  /** Body of the response, reason of the close, or message of the error. JSON may follow other words. */
  readonly text: string;
};

/**
 * Decides what an error of a vendor means. Words that vendors document come before statuses: Google responds to a wrong key
 * with 400, ElevenLabs to a spent quota with 401.
 */
export function classifyVendorError(response: VendorResponse): VendorError {
  const { status, marks, message } = readError(response.text);
  const code = response.code ?? status;
  const kind = kindOf(code, [...marks, message].join(' '));
  return {
    kind,
    isPermanent: PERMANENT.has(kind),
    words: redact([code, ...marks, message].filter(Boolean).join(' ')),
  };
}

/** Says in one sentence what is wrong with a request to a vendor's model, and what to do. */
export function explainVendorError(kind: VendorErrorKind, vendor: Vendor, model: string): string {
  const { name, credential, remedy, billing } = VENDOR_ACCOUNTS[vendor];
  const successor = retirementOf(vendor, model)?.successor;
  switch (kind) {
    case 'wrong_key':
      return `${name} rejects ${credential}: ${remedy}.`;
    case 'no_access':
      return `${name} denies ${credential} access to ${model}: check the permissions, the project and the country, or ${remedy}.`;
    case 'no_credit':
      return `${name} wants payment for ${model}: enable billing or add credit at ${billing}.`;
    case 'model_gone':
      return `${name} does not have the model ${model}: ${successor ? `use ${successor} instead` : 'choose another one, see docs/models.md'}.`;
    case 'quota':
      return `${name}'s quota for ${model} is exhausted: wait, or enable billing or request more at ${billing}.`;
    case 'bad_request':
      return `${name} rejects requests to ${model} as invalid: update BakeBot, or choose another model, see docs/models.md.`;
    case 'no_network':
      return `${name} cannot be reached: check the network, the proxy, and the base URL if one is set.`;
    case 'unavailable':
      return `${name} fails to serve ${model} at the moment: try again later.`;
  }
}

const PERMANENT: ReadonlySet<VendorErrorKind> = new Set([
  'wrong_key',
  'no_access',
  'no_credit',
  'model_gone',
  'bad_request',
]);

/**
 * Words by which vendors' errors are known, in order of precedence.
 *
 * - Google: https://cloud.google.com/apis/design/errors, https://ai.google.dev/gemini-api/docs/troubleshooting,
 *   and `google.api.ErrorReason`
 * - OpenAI: https://platform.openai.com/docs/guides/error-codes
 * - Deepgram: https://developers.deepgram.com/docs/errors
 * - ElevenLabs: https://elevenlabs.io/docs/api-reference/errors
 * - LiveKit: `livekit-server`'s authentication, and OpenAI's format in LiveKit Inference
 */
const WORDS: readonly (readonly [VendorErrorKind, RegExp])[] = [
  [
    'wrong_key',
    /API_KEY_INVALID|API key (not valid|not found|expired)|reported as leaked|unregistered callers|ACCESS_TOKEN_TYPE_UNSUPPORTED|invalid_api_key|incorrect api key|INVALID_AUTH|invalid (credentials|api key|token)|cryptographic primitive/i,
  ],
  [
    'no_credit',
    /BILLING_DISABLED|insufficient_quota|billing_(not_active|hard_limit)|PAYMENT_REQUIRED|credits? (are|is) depleted|quota_exceeded|not available in your country|\blimit: 0\b/i,
  ],
  [
    'model_gone',
    /models\/\S+ is (not found|no longer)|requested entity was not found|publisher model|model_not_found|no such model|unsupported model|model .{0,80}(does not exist|is not supported|was not found|has been (retired|deprecated|shut down))/i,
  ],
  [
    'no_access',
    /SERVICE_DISABLED|_BLOCKED\b|CONSUMER_(SUSPENDED|INVALID)|location is not supported|unsupported_country|missing_permissions|INSUFFICIENT_PERMISSIONS|PERMISSION_DENIED|not have (access|permission)/i,
  ],
  ['bad_request', /contains an invalid argument/i],
  ['quota', /RESOURCE_EXHAUSTED|exceeded your current quota|rate_limit|TOO_MANY_/i],
];

function kindOf(code: number | undefined, words: string): VendorErrorKind {
  if (code !== undefined && (code === 408 || code === 499 || (code >= 500 && code < 600))) {
    return 'unavailable';
  }
  const known = WORDS.find(([, pattern]) => pattern.test(words));
  if (known) return known[0];
  if (code === undefined) return 'no_network';
  return BY_CODE[code] ?? (code < 500 ? 'bad_request' : 'unavailable');
}

/** 1007 is Google's close code for INVALID_ARGUMENT. It uses 1008 and 1011 for passing faults, too. */
const BY_CODE: Readonly<Record<number, VendorErrorKind>> = {
  401: 'wrong_key',
  402: 'no_credit',
  403: 'no_access',
  404: 'model_gone',
  410: 'model_gone',
  429: 'quota',
  1007: 'bad_request',
};

const Words = z.string().optional().catch(undefined);
const Mark = z.union([z.string(), z.number()]).optional().catch(undefined);

/** The fields in which vendors say what is wrong. */
const Fields = z.object({
  message: Words,
  err_msg: Words,
  msg: Words,
  reason: Words,
  status: Mark,
  code: Mark,
  err_code: Mark,
  type: Mark,
  error: Mark,
  details: z.array(z.object({ reason: Words }).catch({})).catch([]),
});

/** Google, OpenAI and ElevenLabs wrap their fields. Google's streams send an array. */
const Body = z.union([
  z
    .array(z.object({ error: Fields }))
    .min(1)
    .transform(([first]) => first?.error),
  z.object({ error: Fields }).transform(({ error }) => error),
  z.object({ detail: Fields }).transform(({ detail }) => detail),
  z.object({ detail: z.string() }).transform(({ detail }) => Fields.parse({ message: detail })),
  Fields,
]);

type ReadError = {
  /** HTTP status, if the text has one. */
  readonly status: number | undefined;
  readonly marks: readonly string[];
  readonly message: string;
};

function readError(text: string): ReadError {
  const fields = Body.safeParse(jsonIn(text)).data;
  if (!fields) return { status: statusIn(text), marks: [], message: text };
  const { status, code, err_code, type, error, details, reason } = fields;
  const marks = [status, code, err_code, type, error, ...details.map((each) => each.reason)];
  const message = fields.message ?? fields.err_msg ?? fields.msg ?? reason ?? '';
  return {
    status: typeof code === 'number' ? code : statusIn(text),
    marks: [...new Set(marks.filter((mark) => typeof mark === 'string'))],
    message,
  };
}

/** The status that the package `ws` reports when a server refuses the handshake. */
function statusIn(text: string): number | undefined {
  const status = /Unexpected server response: (\d{3})/.exec(text)?.[1];
  return status === undefined ? undefined : Number(status);
}

/** The JSON in a text, which clients put behind words of their own. */
function jsonIn(text: string): unknown {
  const start = text.search(/[[{]/);
  if (start === -1) return undefined;
  try {
    return JSON.parse(text.slice(start));
  } catch {
    return undefined;
  }
}

/** Longest line, in characters. */
const LINE_LENGTH = 300;

/** Cuts a line, and removes what may be secret or personal: keys, which OpenAI repeats in part, and quoted values of the request. */
function redact(line: string): string {
  return line
    .replaceAll(/\b(AIza|AQ\.|sk[-_])[\w.*-]+/g, '[key]')
    .replaceAll(/"[^"]{40,}"?/g, '"…"')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, LINE_LENGTH);
}
