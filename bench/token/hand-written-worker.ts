/// <reference lib="esnext.typedarrays" />
import { SETTINGS } from './settings.ts';

/**
 * What the token service does for a usual request, in one function without libraries, layers or explanations: the least
 * that the job costs in workerd. It verifies the session and its claims, names the subject and the room, signs the room
 * token, sends the protective headers and logs a line.
 */

const MAX_LIFETIME_SECONDS = 86_400;
const TOLERANCE_SECONDS = 30;
const TTL_SECONDS = 300;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
const BASE64URL = { alphabet: 'base64url' } as const;
const HEADER = toBase64Url(encoder.encode('{"alg":"HS256","typ":"JWT"}'));
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'content-type': 'application/json',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

const keys = Promise.all([
  importKey(SETTINGS.SESSION_SECRET, 'verify'),
  importKey(SETTINGS.LIVEKIT_API_SECRET, 'sign'),
]);

export default {
  // oxlint-disable-next-line max-lines-per-function -- one function is what is measured
  async fetch(request: Request): Promise<Response> {
    const startedAt = Date.now();
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/.exec(
      request.headers.get('authorization') ?? '',
    )?.[1];
    const body = await request.arrayBuffer();
    if (!token || body.byteLength > 16_384) return new Response(null, { status: 400 });
    JSON.parse(decoder.decode(body));
    const [sessionKey, livekitKey] = await keys;
    const [header = '', payload = '', signature = ''] = token.split('.');
    const isSigned = await crypto.subtle.verify(
      'HMAC',
      sessionKey,
      fromBase64Url(signature),
      encoder.encode(`${header}.${payload}`),
    );
    const { alg, typ } = JSON.parse(decoder.decode(fromBase64Url(header)));
    const claims = JSON.parse(decoder.decode(fromBase64Url(payload)));
    const now = Math.floor(startedAt / 1000);
    const isValid =
      isSigned &&
      alg === 'HS256' &&
      typ === 'JWT' &&
      claims.iss === SETTINGS.SESSION_ISSUER &&
      claims.aud === SETTINGS.SESSION_AUDIENCE &&
      typeof claims.sub === 'string' &&
      claims.iat <= now + TOLERANCE_SECONDS &&
      claims.exp > now - TOLERANCE_SECONDS &&
      claims.exp - claims.iat <= MAX_LIFETIME_SECONDS;
    if (!isValid) return new Response(null, { status: 401 });

    const subject = await sign(livekitKey, `bakebot subject\n${claims.sub}`);
    const session = await sign(livekitKey, `bakebot session\n${claims.jti ?? ''}\n${claims.sub}`);
    const pseudonym = toBase64Url(subject.subarray(0, 10));
    const random = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
    const tag = toBase64Url(session.subarray(0, 6));
    const room = `bakebot_${pseudonym}_${now.toString(36)}_${tag}_${random}`;
    const requestId = crypto.randomUUID();
    const identity = `user-${encodeURIComponent(claims.sub)}`;
    const metadata = JSON.stringify({
      v: 1,
      subject: claims.sub,
      identity,
      correlationId: requestId,
      name: claims.name,
    });
    const grant = JSON.stringify({
      name: claims.name,
      video: {
        roomJoin: true,
        room,
        canSubscribe: true,
        canPublish: true,
        canPublishData: true,
        canPublishSources: ['microphone'],
        canUpdateOwnMetadata: false,
      },
      roomConfig: {
        maxParticipants: 1,
        emptyTimeout: 60,
        departureTimeout: 120,
        agents: [{ agentName: SETTINGS.AGENT_NAME, metadata }],
      },
      iss: SETTINGS.LIVEKIT_API_KEY,
      sub: identity,
      nbf: now - 60,
      exp: now + TTL_SECONDS,
    });
    const input = `${HEADER}.${toBase64Url(encoder.encode(grant))}`;
    const participantToken = `${input}.${toBase64Url(await sign(livekitKey, input))}`;
    console.info(
      JSON.stringify({
        message: 'request',
        requestId,
        method: request.method,
        path: new URL(request.url).pathname,
        status: 201,
        outcome: 'ok',
        subject: pseudonym,
        room,
        durationMs: Date.now() - startedAt,
      }),
    );
    return new Response(
      JSON.stringify({ server_url: SETTINGS.LIVEKIT_URL, participant_token: participantToken }),
      { status: 201, headers: { ...HEADERS, 'x-request-id': requestId } },
    );
  },
};

async function sign(key: CryptoKey, text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)));
}

function importKey(secret: string, usage: 'sign' | 'verify'): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, [usage]);
}

function toBase64Url(bytes: Uint8Array): string {
  return bytes.toBase64({ ...BASE64URL, omitPadding: true });
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromBase64(text, BASE64URL);
}
