import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { encodeWav } from '../audio/wav.ts';
import { ConnectionLimit, type ConnectionLimitSetting } from '../live/connection-limit.ts';
import type { Captures } from './captures.ts';
import { type FaultBook, FaultRule } from './faults.ts';

export type ControlServices = {
  readonly captures: Captures;
  readonly faults: FaultBook;
  readonly connectionLimit: ConnectionLimitSetting;
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
  const { captures, faults } = services;
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
    default:
      throw new ControlError(
        404,
        'Try GET /health, PUT /connection-limit, GET or DELETE /captures, GET /captures/:id, GET /captures/:id/audio.wav, or GET, POST or DELETE /faults.',
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
  const rule = FaultRule.safeParse(body);
  if (!rule.success) throw new ControlError(400, z.prettifyError(rule.error));
  if (rule.data.match.at === 'now') return { struck: strikeNow(rule.data) };
  faults.add(rule.data);
  return rule.data;
}

function limitConnections(body: unknown, { connectionLimit }: ControlServices): object {
  const limit = ConnectionLimit.safeParse(body);
  if (!limit.success) throw new ControlError(400, z.prettifyError(limit.error));
  connectionLimit.current = limit.data;
  return limit.data;
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
