import { fileURLToPath } from 'node:url';
import {
  agentPart,
  type AgentPorts,
  type AgentSettings,
} from '../../local-stack/services/agent.ts';
import {
  emulatorPart,
  type EmulatorPorts,
  emulatorUrl,
} from '../../local-stack/services/gemini-emulator.ts';
import {
  findLiveKitServer,
  HOW_TO_GET_ONE,
} from '../../local-stack/services/livekit-server/find.ts';
import {
  liveKitServerPart,
  liveKitServerUrl,
} from '../../local-stack/services/livekit-server/service.ts';
import type { PartSpec } from '../../local-stack/supervisor/service-process.ts';
import { PortClaims } from '../../local-stack/supervisor/ports.ts';
import { Stack } from '../../local-stack/supervisor/stack.ts';

const FIRST_PORT = 19_300;
const KEYS = { apiKey: 'APIbench', apiSecret: 'a-secret-for-benchmarks-on-loopback-only' };

export const AGENTS = ['bakebot', 'bare'] as const;

/** Which agent a room token dispatches. */
export type AgentName = (typeof AGENTS)[number];

/** One LiveKit server and one Gemini emulator, with both agents at work. */
export class Kitchen {
  readonly url: string;
  readonly keys = KEYS;
  readonly #stack: Stack;
  readonly #ports: PortClaims;

  private constructor(url: string, stack: Stack, ports: PortClaims) {
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
    const stack = new Stack();
    const env = { ...process.env };
    await Promise.all([
      stack.start(liveKitServerPart(found.command, livekit, KEYS, env)),
      stack.start(rehearsedEmulatorPart(emulator, rehearsed, env)),
    ]);
    await Promise.all([
      stack.start(agentPart(ours, { ...settings, agentName: 'bakebot' }, env)),
      stack.start(bareAgentPart(bare, { ...settings, agentName: 'bare' }, env)),
    ]);
    return new Kitchen(url, stack, ports);
  }

  async close(): Promise<void> {
    await this.#stack.stop();
    this.#ports.release();
  }
}

/** Models that take no time: what is left is the agents' own. */
function rehearsedEmulatorPart(
  ports: EmulatorPorts,
  rehearsed: string,
  env: NodeJS.ProcessEnv,
): PartSpec {
  const part = emulatorPart(ports, env);
  return { ...part, args: [...part.args, '--rehearsed', rehearsed] };
}

function bareAgentPart(
  ports: AgentPorts,
  settings: AgentSettings,
  env: NodeJS.ProcessEnv,
): PartSpec {
  const file = fileURLToPath(new URL('./bare-agent.ts', import.meta.url));
  return { ...agentPart(ports, settings, env), name: 'bare agent', args: [file, 'start'] };
}
