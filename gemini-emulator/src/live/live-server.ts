import type { IncomingMessage, Server } from 'node:http';
import { WebSocketServer } from 'ws';
import type { FaultRule } from '../control/faults.ts';
import { refuseBadKey } from '../wire/api-key.ts';
import { GoogleSocket } from './google-socket.ts';
import { LiveConnection, type LiveServices } from './live-connection.ts';
import { LiveLink } from './live-link.ts';

/** Clients whose base address has no path ask for `//ws/…`. */
const PATH =
  /^\/+ws\/google\.ai\.generativelanguage\.(v1(?:alpha|beta)?)\.GenerativeService\.BidiGenerateContent$/u;
/** Google's limit of a request is 20 MiB; base64 in JSON makes it a little more. */
const MAX_MESSAGE_BYTES = 32 * 1024 * 1024;

/** Accepts Live connections on an HTTP server. */
export class LiveServer {
  readonly #sockets = new WebSocketServer({
    noServer: true,
    WebSocket: GoogleSocket,
    maxPayload: MAX_MESSAGE_BYTES,
  });
  readonly #connections = new Set<LiveConnection>();
  readonly #services: LiveServices;

  constructor(server: Server, services: LiveServices) {
    this.#services = services;
    server.on('upgrade', (request, socket, head) => {
      const version = PATH.exec(pathOf(request))?.[1];
      if (version === undefined) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (client) =>
        this.#accept(client, request, version),
      );
    });
  }

  /** Lets a fault strike the connections that are open. Returns how many it struck. */
  strike(rule: FaultRule): number {
    let struck = 0;
    for (const connection of this.#connections) {
      if (struck < rule.times && connection.strike(rule)) struck++;
    }
    return struck;
  }

  close(): void {
    for (const connection of this.#connections) connection.close();
    this.#sockets.close();
  }

  #accept(socket: GoogleSocket, request: IncomingMessage, version: string): void {
    const badKey = refuseBadKey(request, this.#services.apiKey);
    if (badKey) {
      new LiveLink(socket).fail(badKey);
      return;
    }
    const connection = new LiveConnection(socket, version, this.#services);
    this.#connections.add(connection);
    socket.on('close', () => this.#connections.delete(connection));
  }
}

function pathOf({ url }: IncomingMessage): string {
  return (url ?? '').split('?')[0] ?? '';
}
