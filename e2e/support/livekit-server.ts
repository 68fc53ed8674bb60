import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  findLiveKitServer,
  LIVEKIT_PORTS,
  type LiveKitPorts,
  liveKitServerService,
  liveKitServerUrl,
  PortClaims,
} from '@bakebot/local-stack';

/** The pair that this server takes, for tests that make tokens of their own. */
export const KEYS = {
  apiKey: 'e2e',
  apiSecret: 'a-secret-of-the-tests-and-of-nobody-else',
} as const;

/** A media server that a test can take away, while the stack that uses it lives on. */
export class LiveKitServer {
  readonly url: string;
  readonly #ports: LiveKitPorts;
  readonly #claims: PortClaims;
  #child: ChildProcess | undefined;

  private constructor(ports: LiveKitPorts, claims: PortClaims) {
    this.#ports = ports;
    this.#claims = claims;
    this.url = liveKitServerUrl(ports);
  }

  static async start(): Promise<LiveKitServer> {
    const claims = new PortClaims();
    const server = new LiveKitServer(
      {
        signal: await claims.next(LIVEKIT_PORTS.signal + 100),
        tcp: await claims.next(LIVEKIT_PORTS.tcp + 200),
        udp: await claims.next(LIVEKIT_PORTS.udp + 300, 'udp'),
      },
      claims,
    );
    await server.restart();
    return server;
  }

  /** Starts it on the same ports, knowing nothing of before. */
  async restart(): Promise<void> {
    const source = await findLiveKitServer();
    if (source.kind === 'missing') throw new Error('no livekit-server on this machine');
    const { command, args, env } = liveKitServerService(
      source.command,
      this.#ports,
      KEYS,
      process.env,
    );
    this.#child = spawn(command, args, { env, stdio: 'ignore' });
    while (!(await answers(this.url.replace('ws:', 'http:')))) {
      if (this.#child.exitCode !== null) throw new Error('livekit-server ended');
    }
  }

  /** It is gone at once, and tells nobody. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGCONT');
    child.kill('SIGKILL');
    await ended;
  }

  /** Packets go in, and nothing comes out: a network that is away. */
  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  async end(): Promise<void> {
    await this.kill();
    this.#claims.release();
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
