import { initializeLogger, type llm, voice } from '@livekit/agents';
import type { Skills } from '../../runtime/definition.ts';
import { AppActions } from '../../runtime/outputs/app-actions.ts';
import type { MessageBody } from '../../runtime/outputs/outbox.ts';
import { Assistant } from '../../runtime/pipelines/assistant.ts';
import { BAKEBOT } from '../definition.ts';

type Call = readonly [name: string, args: Record<string, unknown>];

/** BakeBot's skills, with an app whose RPC calls all succeed. It keeps what the agent sends. */
export class Kitchen {
  readonly sent: MessageBody[] = [];
  readonly announced: string[] = [];
  readonly rpcCalls: { method: string; payload: string }[] = [];
  readonly skills: Skills;

  constructor() {
    initializeLogger({ pretty: false, level: 'silent' });
    this.skills = BAKEBOT.createSkills({
      locale: 'en',
      timeZone: 'Europe/Berlin',
      outbox: { send: (message) => this.sent.push(message) },
      announcer: { announce: (words) => this.announced.push(words) },
      app: new AppActions(
        () => ({
          performRpc: async ({ method, payload }) => {
            this.rpcCalls.push({ method, payload });
            return '{"done":true}';
          },
        }),
        'ada',
      ),
    });
  }

  /** Outputs of tool calls, made in a session of the framework. */
  async callTools(...calls: readonly Call[]): Promise<llm.FunctionCallOutput[]> {
    const session = new voice.AgentSession({
      llm: new voice.testing.FakeLLM(
        calls.map(([name, args], at) => ({ input: `${at}`, toolCalls: [{ name, args }] })),
      ),
      vad: null,
      turnHandling: { turnDetection: null },
    });
    const tools = [...this.skills.tools];
    await session.start({ agent: new Assistant({ instructions: '', tools }) });
    const outputs: llm.FunctionCallOutput[] = [];
    for (const [at, [name]] of calls.entries()) {
      const result = await session.run({ userInput: `${at}` }).wait();
      result.expect.nextEvent().isFunctionCall({ name });
      outputs.push(result.expect.nextEvent().isFunctionCallOutput().event().item);
    }
    await session.close();
    return outputs;
  }

  /** The outputs as text. */
  async answers(...calls: readonly Call[]): Promise<string[]> {
    return (await this.callTools(...calls)).map(({ output }) => output);
  }

  close(): void {
    this.skills.close();
  }
}
