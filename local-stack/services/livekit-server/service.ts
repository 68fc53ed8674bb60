import { LOOPBACK } from '../../supervisor/ports.ts';
import type { ServiceSpec } from '../../supervisor/service-process.ts';

/** LiveKit's usual ports: signalling, media over TCP, media over UDP. */
export const LIVEKIT_PORTS = { signal: 7880, tcp: 7881, udp: 7882 } as const;

export type LiveKitPorts = Record<keyof typeof LIVEKIT_PORTS, number>;

/** One run's own pair of API key and secret, so that no other program on this machine can use the server. */
export interface LiveKitKeys {
  apiKey: string;
  apiSecret: string;
  /** Where several servers that work as one find each other. */
  redis?: string;
}

export function liveKitServerUrl({ signal }: LiveKitPorts): string {
  return `ws://${LOOPBACK}:${signal}`;
}

/**
 * livekit-server, on this machine only. The settings travel in the environment, where `ps` does not show the keys.
 */
export function liveKitServerService(
  command: string,
  ports: LiveKitPorts,
  { apiKey, apiSecret, redis }: LiveKitKeys,
  env: NodeJS.ProcessEnv,
): ServiceSpec {
  const config = {
    port: ports.signal,
    bind_addresses: [LOOPBACK],
    ...(redis && { redis: { address: redis } }),
    // Above this load (1 is every core busy) a worker gets no job, and the server does not try again: 0.7 by itself,
    // which a laptop that compiles something is over at once.
    agents: { target_load: 2 },
    rtc: {
      tcp_port: ports.tcp,
      udp_port: ports.udp,
      // Media over the loopback interface alone: works without any network, and is reachable from nowhere else.
      node_ip: LOOPBACK,
      use_external_ip: false,
      enable_loopback_candidate: true,
      ips: { includes: [`${LOOPBACK}/32`] },
    },
  };
  return {
    name: 'livekit-server',
    command,
    args: [],
    env: {
      ...env,
      LIVEKIT_CONFIG: JSON.stringify(config),
      LIVEKIT_KEYS: `${apiKey}: ${apiSecret}`,
    },
    ready: new URL(`http://${LOOPBACK}:${ports.signal}/`),
  };
}
