import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  LIVEKIT_PORTS,
  type LiveKitPorts,
  liveKitServerCommand,
  liveKitServerService,
  liveKitServerUrl,
  PortClaims,
} from '@bakebot/local-stack';

/** For tests that sign their own room tokens. */
export const KEYS = {
  apiKey: 'e2e',
  apiSecret: 'a-secret-for-the-end-to-end-tests-only',
} as const;

/** A LiveKit server that a test can pause and kill while its stack runs on. */
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

  /** Starts a new process on the same ports. */
  async restart(): Promise<void> {
    const { command, args, env } = liveKitServerService(
      await liveKitServerCommand(),
      this.#ports,
      KEYS,
      process.env,
    );
    this.#child = spawn(command, args, { env, stdio: 'ignore' });
    while (!(await isReachable(this.url.replace('ws:', 'http:')))) {
      if (this.#child.exitCode !== null)
        throw new Error('livekit-server exited before it was ready');
    }
  }

  /** Kills it without a shutdown. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGCONT');
    child.kill('SIGKILL');
    await ended;
  }

  /** Suspends it: for clients, a network outage. */
  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    await this.kill();
    this.#claims.release();
  }
}

async function isReachable(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
