import { LOOPBACK } from '../../supervisor/ports.ts';
import type { ServiceSpec } from '../../supervisor/service-process.ts';

/** LiveKit's default ports: signaling, media over TCP, media over UDP. */
export const LIVEKIT_PORTS = { signal: 7880, tcp: 7881, udp: 7882 } as const;

export type LiveKitPorts = Record<keyof typeof LIVEKIT_PORTS, number>;

/** Generated for each run, so that no other program on this machine can use the server. */
export interface LiveKitKeys {
  apiKey: string;
  apiSecret: string;
  /** Address of the Redis through which several servers share their rooms. */
  redis?: string;
}

export function liveKitServerUrl({ signal }: LiveKitPorts): string {
  return `ws://${LOOPBACK}:${signal}`;
}

/** livekit-server on loopback. Its settings are in the environment, where `ps` does not show the keys. */
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
    // A worker whose load is above this (1 is all cores busy) gets no job, and the server does not retry. The default
    // of 0.7 is exceeded by any laptop that compiles.
    agents: { target_load: 2 },
    rtc: {
      tcp_port: ports.tcp,
      udp_port: ports.udp,
      // Media over loopback alone: it works offline, and other machines cannot reach it.
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
