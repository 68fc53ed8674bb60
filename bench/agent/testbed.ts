import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type LocalStack, startLocalStack, type StackPlan } from '@bakebot/local-stack';

/** BakeBot's agent, and the bare agent. */
export const AGENTS = ['bakebot', 'bare'] as const;

/** The name under which an agent is dispatched. */
export type AgentName = (typeof AGENTS)[number];

/** A local stack with both agents, whose emulator answers without delay: what remains is the agents' own time. */
export class Testbed {
  /** A variable in the environment of every process of this testbed. */
  readonly mark: string;
  readonly #stack: LocalStack;

  private constructor(stack: LocalStack, mark: string) {
    this.#stack = stack;
    this.mark = mark;
  }

  /** @param speech the transcript of everything that is spoken */
  static async open(speech: string): Promise<Testbed> {
    const run = randomUUID();
    const stack = startLocalStack({ cannedSpeech: speech, env: { BAKEBOT_BENCH_RUN: run } });
    try {
      await stack.ready;
      const entry = fileURLToPath(new URL('./bare-agent.ts', import.meta.url));
      await stack.startAgent({ entry, agentName: 'bare' });
    } catch (error) {
      await stack.stop();
      throw error;
    }
    return new Testbed(stack, `BAKEBOT_BENCH_RUN=${run}`);
  }

  /** Address and keys of the LiveKit server. */
  get livekit(): StackPlan['livekit'] {
    return this.#stack.plan.livekit;
  }

  close(): Promise<void> {
    return this.#stack.stop();
  }
}
