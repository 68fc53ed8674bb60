import { fileURLToPath } from 'node:url';
import {
  type AgentPorts,
  agentService,
  type AgentSettings,
  type EmulatorPorts,
  emulatorService,
  emulatorUrl,
  findLiveKitServer,
  HOW_TO_GET_ONE,
  liveKitServerService,
  liveKitServerUrl,
  PortClaims,
  type ServiceSpec,
  Supervisor,
} from '@bakebot/local-stack';

const FIRST_PORT = 19_300;
const KEYS = { apiKey: 'APIbench', apiSecret: 'a-secret-for-benchmarks-on-loopback-only' };

export const AGENTS = ['bakebot', 'bare'] as const;

/** Which agent a room token dispatches. */
export type AgentName = (typeof AGENTS)[number];

/** One LiveKit server and one Gemini emulator, with both agents at work. */
export class Kitchen {
  readonly url: string;
  readonly keys = KEYS;
  readonly #stack: Supervisor;
  readonly #ports: PortClaims;

  private constructor(url: string, stack: Supervisor, ports: PortClaims) {
    this.url = url;
    this.#stack = stack;
    this.#ports = ports;
  }

  /**
   * @param rehearsed what everybody says aloud
   * @throws when there is no livekit-server on this machine
   */
  static async open(rehearsed: string): Promise<Kitchen> {
    const found = await findLiveKitServer();
    if (found.kind !== 'installed' && found.kind !== 'cached') throw new Error(HOW_TO_GET_ONE);
    const ports = new PortClaims();
    const next = () => ports.next(FIRST_PORT);
    const livekit = {
      signal: await next(),
      tcp: await next(),
      udp: await ports.next(FIRST_PORT, 'udp'),
    };
    const emulator = { api: await next(), control: await next() };
    const url = liveKitServerUrl(livekit);
    const settings: Omit<AgentSettings, 'agentName'> = {
      livekitUrl: url,
      ...KEYS,
      googleApiKey: 'emulator',
      geminiBaseUrl: emulatorUrl(emulator),
    };
    const ours = { health: await next(), metrics: await next() };
    const bare = { health: await next(), metrics: await next() };
    const stack = new Supervisor();
    const env = { ...process.env };
    await Promise.all([
      stack.start(liveKitServerService(found.command, livekit, KEYS, env)),
      stack.start(cannedEmulatorService(emulator, rehearsed, env)),
    ]);
    await Promise.all([
      stack.start(agentService(ours, { ...settings, agentName: 'bakebot' }, env)),
      stack.start(bareAgentService(bare, { ...settings, agentName: 'bare' }, env)),
    ]);
    return new Kitchen(url, stack, ports);
  }

  async close(): Promise<void> {
    await this.#stack.stop();
    this.#ports.release();
  }
}

/** Models that take no time: what is left is the agents' own. */
function cannedEmulatorService(
  ports: EmulatorPorts,
  rehearsed: string,
  env: NodeJS.ProcessEnv,
): ServiceSpec {
  const part = emulatorService(ports, env);
  return { ...part, args: [...part.args, '--rehearsed', rehearsed] };
}

function bareAgentService(
  ports: AgentPorts,
  settings: AgentSettings,
  env: NodeJS.ProcessEnv,
): ServiceSpec {
  const file = fileURLToPath(new URL('./bare-agent.ts', import.meta.url));
  return { ...agentService(ports, settings, env), name: 'bare agent', args: [file, 'start'] };
}
