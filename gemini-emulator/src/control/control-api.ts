import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { encodeWav } from '../audio/wav.ts';
import { ConnectionLimit, type ConnectionLimitSetting } from '../live/connection-limit.ts';
import type { Captures } from './captures.ts';
import { type FaultBook, FaultRule } from './faults.ts';
import { Quota, type Quotas } from './quotas.ts';

export type ControlServices = {
  readonly captures: Captures;
  readonly faults: FaultBook;
  readonly connectionLimit: ConnectionLimitSetting;
  readonly quotas: Quotas;
  /** Lets a fault strike the Live connections that are open; returns how many it struck. */
  readonly strikeNow: (rule: FaultRule) => number;
};

/** A request that the control server cannot do. */
class ControlError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The control server for tests: what was sent, and what shall go wrong. */
export async function answerControl(
  request: IncomingMessage,
  response: ServerResponse,
  services: ControlServices,
): Promise<void> {
  try {
    await route(request, response, services);
  } catch (error) {
    const status = error instanceof ControlError ? error.status : 500;
    send(response, status, { error: error instanceof Error ? error.message : String(error) });
  }
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  services: ControlServices,
): Promise<void> {
  refuseWebPages(request);
  const { pathname } = new URL(`http://control${request.url ?? '/'}`);
  const [, resource = '', id, file] = pathname.split('/');
  const wanted = `${request.method} ${resource}${id === undefined ? '' : '/:id'}${file === undefined ? '' : `/${file}`}`;
  const { captures, faults, quotas } = services;
  switch (wanted) {
    case 'GET health':
      return send(response, 200, { status: 'ok', emulator: 'gemini' });
    case 'PUT connection-limit':
      return send(response, 200, limitConnections(await readJson(request), services));
    case 'GET captures':
      return send(response, 200, captures.list());
    case 'GET captures/:id':
      return send(response, 200, captures.find(id ?? '') ?? missing());
    case 'GET captures/:id/audio.wav':
      response.writeHead(200, { 'content-type': 'audio/wav' });
      return void response.end(encodeWav(captures.audioOf(id ?? '') ?? missing()));
    case 'DELETE captures':
      captures.clear();
      return send(response, 200, {});
    case 'GET faults':
      return send(response, 200, faults.list());
    case 'POST faults':
      return send(response, 201, addFault(await readJson(request), services));
    case 'DELETE faults':
      faults.clear();
      return send(response, 200, {});
    case 'GET quotas':
      return send(response, 200, quotas.list());
    case 'POST quotas': {
      const quota = parse(Quota, await readJson(request));
      quotas.add(quota);
      return send(response, 201, quota);
    }
    case 'DELETE quotas':
      quotas.clear();
      return send(response, 200, {});
    default:
      throw new ControlError(
        404,
        'Try GET /health, PUT /connection-limit, GET or DELETE /captures, GET /captures/:id, GET /captures/:id/audio.wav, or GET, POST or DELETE /faults or /quotas.',
      );
  }
}

/** A page in the developer's browser must not read what was captured, also not by a name that points to this machine. */
function refuseWebPages({ headers }: IncomingMessage): void {
  const host = headers.host?.replace(/:\d+$/u, '');
  if (headers.origin === undefined && (host === '127.0.0.1' || host === 'localhost')) return;
  throw new ControlError(
    403,
    'The control server answers programs on this machine, not web pages.',
  );
}

function addFault(body: unknown, { faults, strikeNow }: ControlServices): object {
  const rule = parse(FaultRule, body);
  if (rule.match.at === 'now') return { struck: strikeNow(rule) };
  faults.add(rule);
  return rule;
}

function parse<T extends z.ZodType>(type: T, body: unknown): z.output<T> {
  const parsed = type.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ControlError(400, z.prettifyError(parsed.error));
}

function limitConnections(body: unknown, { connectionLimit }: ControlServices): object {
  const limit = parse(ConnectionLimit, body);
  connectionLimit.current = limit;
  return limit;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks = await request.toArray();
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new ControlError(400, 'The body is not JSON.');
  }
}

function missing(): never {
  throw new ControlError(
    404,
    'There is no such capture: it may have been pushed out by newer ones.',
  );
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body, undefined, 2));
}
