import { once } from 'node:events';
import { SignalResponse } from '@livekit/protocol';
import { vi } from 'vitest';

/**
 * A raw connection to LiveKit's signal endpoint: it keeps the refresh tokens that LiveKit sends, and uses them as an
 * attacker would. No SDK gives access to them.
 */
export class SignalClient {
  readonly #socket: WebSocket;
  #hasJoined = false;
  #refreshToken: string | undefined;
  #wasToldToLeave = false;

  private constructor(url: string) {
    this.#socket = new WebSocket(url);
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.addEventListener('message', ({ data }) => this.#read(data));
  }

  /** Joins a room. @returns nothing when LiveKit rejects the token */
  static async join(serverUrl: string, token: string): Promise<SignalClient | undefined> {
    const query = new URLSearchParams({
      access_token: token,
      protocol: '15',
      sdk: 'js',
      version: '2.0.0',
      auto_subscribe: '1',
    });
    const client = new SignalClient(`${serverUrl}/rtc?${query}`);
    const opened = await Promise.race([
      once(client.#socket, 'open').then(() => true),
      once(client.#socket, 'error').then(() => false),
    ]).catch(() => false);
    if (!opened) return undefined;
    await vi.waitUntil(
      () => (client.#hasJoined && client.#refreshToken !== undefined) || client.hasLeft,
      { timeout: 20_000 },
    );
    return client;
  }

  /** The latest token that LiveKit gave to this participant. */
  get refreshToken(): string {
    return this.#refreshToken ?? '';
  }

  /** LiveKit sends `leave`, or only closes the connection of a participant that has sent no media. */
  get hasLeft(): boolean {
    return this.#wasToldToLeave || this.#socket.readyState >= WebSocket.CLOSING;
  }

  close(): void {
    this.#socket.close();
  }

  #read(data: unknown): void {
    if (!(data instanceof ArrayBuffer)) return;
    const { message } = SignalResponse.fromBinary(new Uint8Array(data));
    if (message.case === 'join') this.#hasJoined = true;
    if (message.case === 'refreshToken') this.#refreshToken = message.value;
    if (message.case === 'leave') this.#wasToldToLeave = true;
  }
}
