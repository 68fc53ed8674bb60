import { llm, voice } from '@livekit/agents';
import { AppActions } from '../src/runtime/outputs/app-actions.ts';
import { BAKEBOT } from '../src/baking/definition.ts';
import type { Skills } from '../src/runtime/definition.ts';
import type { EvalCase } from './eval-case.ts';
import { judge, type Observed } from './judge.ts';
import { drawPicture } from './pictures.ts';

export type EvalResult = {
  readonly evalCase: EvalCase;
  readonly observed: Observed;
  /** Empty for a good reply. */
  readonly faults: readonly string[];
};

/** Runs one case as text, with the agent's prompt and tools and the given model. */
export async function runCase(evalCase: EvalCase, model: llm.LLM): Promise<EvalResult> {
  const skills = createSkills();
  const session = new voice.AgentSession({
    llm: model,
    vad: null,
    turnHandling: { turnDetection: null },
    maxToolSteps: 5,
  });
  try {
    const instructions = BAKEBOT.instructions.create(USER);
    await session.start({ agent: new voice.Agent({ instructions, tools: [...skills.tools] }) });
    for (const words of evalCase.before ?? []) {
      await session.generateReply({ userInput: words }).waitForPlayout();
    }
    const speech = session.generateReply({ userInput: await toMessage(evalCase) });
    await speech.waitForPlayout();
    const observed = observe(speech.chatItems);
    return { evalCase, observed, faults: judge(evalCase, observed) };
  } catch (error) {
    return { evalCase, observed: { text: '', calls: [] }, faults: [`failed: ${String(error)}`] };
  } finally {
    skills.close();
    await session.close();
  }
}

const USER = {
  v: 1,
  subject: 'eval',
  identity: 'eval',
  locale: 'en-GB',
  timeZone: 'Europe/London',
  correlationId: 'eval',
} as const;

function ignore(): void {}

/** BakeBot's skills, with an app whose RPC calls all succeed. */
function createSkills(): Skills {
  return BAKEBOT.createSkills({
    locale: USER.locale,
    timeZone: USER.timeZone,
    outbox: { send: ignore },
    announcer: { announce: ignore },
    app: new AppActions(() => ({ performRpc: async () => '{"done":true}' }), 'eval'),
  });
}

async function toMessage({ says, picture }: EvalCase): Promise<llm.ChatMessage> {
  if (!picture) return llm.ChatMessage.create({ role: 'user', content: says });
  const jpeg = await drawPicture(picture);
  const image = llm.createImageContent({
    image: `data:image/jpeg;base64,${jpeg.toString('base64')}`,
  });
  return llm.ChatMessage.create({ role: 'user', content: [image, says] });
}

function observe(items: readonly llm.ChatItem[]): Observed {
  const calls = items.flatMap((item) =>
    item.type === 'function_call' ? [{ tool: item.name, args: parseArgs(item.args) }] : [],
  );
  const text = items
    .flatMap((item) =>
      item.type === 'message' && item.role === 'assistant' ? [item.textContent ?? ''] : [],
    )
    .join(' ');
  return { text, calls };
}

function parseArgs(json: string): Record<string, unknown> {
  const args: unknown = JSON.parse(json || '{}');
  return typeof args === 'object' && args !== null ? { ...args } : {};
}
