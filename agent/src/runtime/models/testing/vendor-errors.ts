import type { VendorErrorKind } from '../vendor-error.ts';

/** An error body of Google's APIs. */
export function googleError(
  code: number,
  status: string,
  message: string,
  reason?: string,
): string {
  const details = reason && [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason,
      domain: 'googleapis.com',
      metadata: { service: 'generativelanguage.googleapis.com' },
    },
    { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en-US', message },
  ];
  return JSON.stringify({ error: { code, message, status, ...(details && { details }) } });
}

export const openaiError = (message: string, code: string | null, type = 'invalid_request_error') =>
  JSON.stringify({ error: { message, type, param: null, code } });

const deepgramError = (err_code: string, err_msg: string) =>
  JSON.stringify({ err_code, err_msg, request_id: '2d1b9d1e' });

const elevenlabsError = (status: string, message: string) =>
  JSON.stringify({ detail: { status, message } });

const QUOTA =
  'You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.';

const GONE =
  'models/gemini-9 is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.';

/** The kind, what is said, HTTP status or close code, and the body or close reason. */
export type Case = readonly [VendorErrorKind, string, number | undefined, string];

export const GOOGLE: readonly Case[] = [
  [
    'wrong_key',
    'a wrong key',
    400,
    googleError(
      400,
      'INVALID_ARGUMENT',
      'API key not valid. Please pass a valid API key.',
      'API_KEY_INVALID',
    ),
  ],
  [
    'wrong_key',
    'a wrong key of the newer format',
    401,
    googleError(
      401,
      'UNAUTHENTICATED',
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
      'ACCESS_TOKEN_TYPE_UNSUPPORTED',
    ),
  ],
  [
    'wrong_key',
    'no key',
    403,
    googleError(
      403,
      'PERMISSION_DENIED',
      "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
    ),
  ],
  [
    'wrong_key',
    'a leaked key',
    403,
    googleError(
      403,
      'PERMISSION_DENIED',
      'Your API key was reported as leaked. Please use another API key.',
    ),
  ],
  [
    'no_access',
    'an API that is not enabled',
    403,
    googleError(
      403,
      'PERMISSION_DENIED',
      'Generative Language API has not been used in project 123 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/generativelanguage.googleapis.com/overview?project=123 then retry.',
      'SERVICE_DISABLED',
    ),
  ],
  [
    'no_access',
    'a key for another API',
    403,
    googleError(
      403,
      'PERMISSION_DENIED',
      'Requests to this API generativelanguage.googleapis.com method google.ai.generativelanguage.v1beta.GenerativeService.StreamGenerateContent are blocked.',
      'API_KEY_SERVICE_BLOCKED',
    ),
  ],
  [
    'no_access',
    'an unsupported country',
    400,
    googleError(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'),
  ],
  [
    'no_credit',
    'a country without free tier',
    400,
    googleError(
      400,
      'FAILED_PRECONDITION',
      'Gemini API free tier is not available in your country. Please enable billing on your project in Google AI Studio.',
    ),
  ],
  [
    'no_credit',
    'a model without free tier',
    429,
    googleError(
      429,
      'RESOURCE_EXHAUSTED',
      `${QUOTA}\n* Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 0, model: gemini-9`,
    ),
  ],
  ['model_gone', 'an unknown model', 404, googleError(404, 'NOT_FOUND', GONE)],
  ['quota', 'a quota', 429, googleError(429, 'RESOURCE_EXHAUSTED', QUOTA)],
  [
    'quota',
    'a quota per minute',
    429,
    googleError(
      429,
      'RESOURCE_EXHAUSTED',
      `${QUOTA}\n* Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 3, model: gemini-9`,
    ),
  ],
  [
    'bad_request',
    'an invalid request',
    400,
    googleError(
      400,
      'INVALID_ARGUMENT',
      'Invalid JSON payload received. Unknown name "x": Cannot find field.',
    ),
  ],
  [
    'unavailable',
    'an overloaded model',
    503,
    googleError(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'),
  ],
  [
    'unavailable',
    'an internal error',
    500,
    googleError(500, 'INTERNAL', 'Internal error encountered.'),
  ],
];

/** Close codes and reasons of Gemini Live. A reason has at most 123 bytes. */
export const LIVE: readonly Case[] = [
  ['wrong_key', 'a wrong key', 1007, 'API key not valid. Please pass a valid API key.'],
  ['model_gone', 'an unknown model', 1008, GONE.slice(0, 120)],
  ['quota', 'a quota', 1011, QUOTA.slice(0, 120)],
  ['bad_request', 'an invalid request', 1007, 'Request contains an invalid argument.'],
  ['unavailable', 'an internal error', 1011, 'Internal error encountered.'],
  [
    'unavailable',
    'its passing refusal',
    1008,
    'Operation is not implemented, or supported, or enabled.',
  ],
  ['unavailable', 'a dropped connection', 1006, ''],
];

export const OPENAI: readonly Case[] = [
  [
    'wrong_key',
    'a wrong key',
    401,
    openaiError(
      'Incorrect API key provided: sk-proj-abc***xyz. You can find your API key at https://platform.openai.com/account/api-keys.',
      'invalid_api_key',
    ),
  ],
  [
    'no_access',
    'a model without access',
    403,
    openaiError('Project `proj_1` does not have access to model `gpt-4o`', null),
  ],
  [
    'model_gone',
    'an unknown model',
    404,
    openaiError(
      'The model `gpt-0` does not exist or you do not have access to it.',
      'model_not_found',
    ),
  ],
  [
    'no_credit',
    'spent credit',
    429,
    openaiError(QUOTA, 'insufficient_quota', 'insufficient_quota'),
  ],
  [
    'quota',
    'a rate limit',
    429,
    openaiError('Rate limit reached for gpt-4o', 'rate_limit_exceeded', 'tokens'),
  ],
];

/** Deepgram, ElevenLabs, LiveKit, and errors without a body. */
export const OTHERS: readonly Case[] = [
  ['wrong_key', "Deepgram's wrong key", 401, deepgramError('INVALID_AUTH', 'Invalid credentials.')],
  [
    'no_access',
    "Deepgram's missing permission",
    403,
    deepgramError(
      'INSUFFICIENT_PERMISSIONS',
      'Project does not have access to the requested model.',
    ),
  ],
  [
    'no_credit',
    "Deepgram's spent credit",
    402,
    deepgramError(
      'ASR_PAYMENT_REQUIRED',
      'Project does not have enough credits for an ASR request.',
    ),
  ],
  [
    'model_gone',
    "Deepgram's unknown model",
    400,
    deepgramError('Bad Request', 'Bad Request: No such model/language/tier combination found.'),
  ],
  ['quota', "Deepgram's rate limit", 429, deepgramError('TOO_MANY_REQUESTS', 'Too many requests.')],
  [
    'wrong_key',
    "ElevenLabs' wrong key",
    401,
    elevenlabsError('invalid_api_key', 'Invalid API key'),
  ],
  [
    'no_credit',
    "ElevenLabs' spent quota",
    401,
    elevenlabsError(
      'quota_exceeded',
      'This request exceeds your quota of 10000. You have 0 credits.',
    ),
  ],
  [
    'no_access',
    "ElevenLabs' missing permission",
    401,
    elevenlabsError(
      'missing_permissions',
      'The API key you used is missing the permission text_to_speech to execute this operation.',
    ),
  ],
  [
    'quota',
    "ElevenLabs' concurrency limit",
    429,
    elevenlabsError('too_many_concurrent_requests', 'Too many concurrent requests.'),
  ],
  [
    'wrong_key',
    "LiveKit's unknown key",
    401,
    JSON.stringify({ code: 'unauthenticated', msg: 'invalid API key: devkey' }),
  ],
  [
    'wrong_key',
    "LiveKit's wrong secret",
    401,
    'go-jose/go-jose: error in cryptographic primitive, could not be verified',
  ],
  [
    'no_access',
    "LiveKit's missing grant",
    403,
    JSON.stringify({ code: 'permission_denied', msg: 'permissions denied' }),
  ],
  ['wrong_key', 'a 401 without words', 401, ''],
  ['no_network', 'a name that does not resolve', undefined, 'getaddrinfo ENOTFOUND example.org'],
];
