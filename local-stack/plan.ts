import { randomBytes } from 'node:crypto';
import { AGENT_HEALTH_PORT, AGENT_METRICS_PORT, type AgentPorts } from './services/agent.ts';
import { EMULATOR_PORT, type EmulatorPorts } from './services/gemini-emulator.ts';
import {
  LIVEKIT_PORTS,
  liveKitServerUrl,
  type LiveKitPorts,
} from './services/livekit-server/service.ts';
import { PLAYGROUND_PORT, playgroundUrl } from './services/playground/service.ts';
import { SIGN_IN_PORT } from './services/sign-in/service.ts';
import type { SignInOptions } from './services/sign-in/server.ts';
import { TOKEN_SERVICE_PORT } from './services/token-service/service.ts';
import type { StackEnvironment } from './environment.ts';
import type { PortClaims } from './supervisor/ports.ts';

/** Ports, keys and names that the services of one run share, decided before the first one starts. */
export interface StackPlan {
  /** `redis` is the address through which the server shares its rooms with other servers. */
  livekit: { url: string; apiKey: string; apiSecret: string; redis?: string };
  /** Absent when the environment has a LiveKit server. */
  livekitPorts?: LiveKitPorts;
  /** Absent when the environment has a Gemini API key. */
  emulatorPorts?: EmulatorPorts;
  googleApiKey: string;
  agentName: string;
  agentPorts: AgentPorts;
  tokenServicePort: number;
  signInPort: number;
  playgroundPort: number;
  session: SignInOptions;
}

/** Claims ports and generates secrets. */
export async function planStack(env: StackEnvironment, ports: PortClaims): Promise<StackPlan> {
  const livekitPorts = env.livekit ? undefined : await claimLiveKitPorts(ports);
  const emulatorPorts = env.googleApiKey ? undefined : await claimEmulatorPorts(ports);
  const playgroundPort = await ports.next(PLAYGROUND_PORT);
  return {
    livekit: env.livekit ?? localLiveKit(livekitPorts),
    ...(livekitPorts && { livekitPorts }),
    ...(emulatorPorts && { emulatorPorts }),
    googleApiKey: env.googleApiKey ?? 'emulator',
    // On a shared LiveKit project, this agent must not receive the jobs of another one, such as production's.
    agentName:
      env.agentName ?? (env.livekit ? `bakebot-dev-${randomBytes(3).toString('hex')}` : 'bakebot'),
    agentPorts: await claimAgentPorts(ports),
    tokenServicePort: await ports.next(TOKEN_SERVICE_PORT),
    signInPort: await ports.next(SIGN_IN_PORT),
    playgroundPort,
    session: {
      secret: randomSecret(),
      issuer: 'bakebot-dev-sign-in',
      audience: 'bakebot-token-service',
      allowedOrigins: [playgroundUrl(playgroundPort), `http://localhost:${playgroundPort}`],
    },
  };
}

export async function claimAgentPorts(ports: PortClaims): Promise<AgentPorts> {
  return {
    health: await ports.next(AGENT_HEALTH_PORT),
    metrics: await ports.next(AGENT_METRICS_PORT),
  };
}

async function claimLiveKitPorts(ports: PortClaims): Promise<LiveKitPorts> {
  return {
    signal: await ports.next(LIVEKIT_PORTS.signal),
    tcp: await ports.next(LIVEKIT_PORTS.tcp),
    udp: await ports.next(LIVEKIT_PORTS.udp, 'udp'),
  };
}

async function claimEmulatorPorts(ports: PortClaims): Promise<EmulatorPorts> {
  return { api: await ports.next(EMULATOR_PORT), control: await ports.next(EMULATOR_PORT + 1) };
}

function localLiveKit(ports: LiveKitPorts | undefined): StackPlan['livekit'] {
  return {
    url: liveKitServerUrl(ports ?? LIVEKIT_PORTS),
    apiKey: `API${randomBytes(6).toString('hex')}`,
    apiSecret: randomSecret(),
  };
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}
