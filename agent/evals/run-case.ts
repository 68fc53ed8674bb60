import { llm, voice } from '@livekit/agents';
import { AppActions } from '../src/runtime/outputs/app-actions.ts';
import { createInstructions } from '../src/baking/instructions.ts';
import { Kitchen } from '../src/baking/definition.ts';
import { phrasesFor } from '../src/baking/phrases.ts';
import type { EvalCase } from './eval-case.ts';
import { judge, type Observed } from './judge.ts';
import { drawPicture } from './pictures.ts';

export type EvalResult = {
  readonly evalCase: EvalCase;
  readonly observed: Observed;
  /** Empty when the answer is good. */
  readonly faults: readonly string[];
};

/** Has one case answered, by the agent's own prompt and tools and the given model, in writing. */
export async function runCase(evalCase: EvalCase, model: llm.LLM): Promise<EvalResult> {
  const kitchen = createKitchen();
  const session = new voice.AgentSession({
    llm: model,
    vad: null,
    turnHandling: { turnDetection: null },
    maxToolSteps: 5,
  });
  try {
    const instructions = createInstructions(COOK);
    await session.start({ agent: new voice.Agent({ instructions, tools: kitchen.tools() }) });
    for (const words of evalCase.before ?? []) {
      // Each is answered before the next is said.
      // oxlint-disable-next-line no-await-in-loop
      await session.generateReply({ userInput: words }).waitForPlayout();
    }
    const speech = session.generateReply({ userInput: await toMessage(evalCase) });
    await speech.waitForPlayout();
    const observed = observe(speech.chatItems);
    return { evalCase, observed, faults: judge(evalCase, observed) };
  } catch (error) {
    return { evalCase, observed: { text: '', calls: [] }, faults: [`failed: ${String(error)}`] };
  } finally {
    kitchen.close();
    await session.close();
  }
}

const COOK = {
  v: 1,
  subject: 'eval',
  identity: 'eval',
  locale: 'en-GB',
  correlationId: 'eval',
} as const;

function ignore(): void {}

/** A kitchen whose app can do everything, and in which nothing rings. */
function createKitchen(): Kitchen {
  return new Kitchen({
    outbox: { timers: ignore, recipe: ignore, recipeStep: ignore },
    announcer: { announce: ignore },
    app: new AppActions(() => ({ performRpc: async () => '{"done":true}' }), 'eval'),
    phrases: phrasesFor('en'),
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
