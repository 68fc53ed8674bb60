import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { createSession, SignInRequest, type SessionSettings } from './session.ts';

export interface SignInOptions extends SessionSettings {
  /** Origins that CORS allows. */
  allowedOrigins: readonly string[];
}

const MAX_BODY_BYTES = 4096;

/**
 * The sign-in of the local stack: `POST /session {"sub": "…"}` returns 200 `{"token"}` without a password. For
 * development only; it is not deployed.
 */
export function createSignInServer(options: SignInOptions): Server {
  return createServer((request, response) => {
    allowOrigin(request, response, options.allowedOrigins);
    void respond(request, response, options);
  });
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  settings: SessionSettings,
): Promise<void> {
  const { status, body } = await handle(request, settings);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body && JSON.stringify(body));
}

type SignInResponse = { status: number; body?: { token: string } | { error: string } };

async function handle(
  request: IncomingMessage,
  settings: SessionSettings,
): Promise<SignInResponse> {
  if (request.url !== '/session') return { status: 404, body: { error: 'Use POST /session.' } };
  if (request.method === 'OPTIONS') return { status: 204 };
  if (request.method !== 'POST') return { status: 405, body: { error: 'Use POST.' } };
  const text = await readText(request);
  if (text === undefined) {
    return { status: 413, body: { error: `The body must not exceed ${MAX_BODY_BYTES} bytes.` } };
  }
  const parsed = SignInRequest.safeParse(parseJson(text));
  if (!parsed.success) return { status: 400, body: { error: z.prettifyError(parsed.error) } };
  return { status: 200, body: { token: await createSession(parsed.data, settings) } };
}

/** Undefined when the body exceeds the limit. */
async function readText(request: IncomingMessage): Promise<string | undefined> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > MAX_BODY_BYTES) return undefined;
  }
  return text;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function allowOrigin(
  request: IncomingMessage,
  response: ServerResponse,
  origins: readonly string[],
) {
  const { origin } = request.headers;
  response.setHeader('vary', 'origin');
  if (!origin || !origins.includes(origin)) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-headers', 'content-type');
  response.setHeader('access-control-allow-methods', 'POST');
}
