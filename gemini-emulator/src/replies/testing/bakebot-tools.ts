import { AppActions } from '@bakebot/agent/app-actions';
import { BAKEBOT } from '@bakebot/agent/baking';
import * as z from 'zod';
import type { ToolCall, ToolResult } from '../conversation.ts';
import type { Tool, ToolSchema } from '../tools.ts';

type Execute = (args: unknown, options: object) => Promise<unknown>;
const Definition = z.object({
  name: z.string(),
  parameters: z.optional(z.unknown()),
  execute: z.custom<Execute>((value) => typeof value === 'function'),
});

/** BakeBot's tools as it declares them, and what they answer. */
export class Kitchen {
  readonly #tools: readonly z.infer<typeof Definition>[];
  readonly #close: () => void;

  constructor(locale = 'en-US') {
    const skills = BAKEBOT.createSkills({
      locale,
      timeZone: 'America/New_York',
      outbox: { send: () => {} },
      announcer: { announce: () => {} },
      app: new AppActions(() => ({ performRpc: async () => '{"done":true}' }), 'cook'),
    });
    this.#tools = z.array(Definition).parse(skills.tools);
    this.#close = () => skills.close();
  }

  declarations(): Tool[] {
    return this.#tools.map(({ name, parameters }) => ({
      name,
      parameters: parameters instanceof z.ZodType ? toSchema(parameters) : {},
    }));
  }

  async run(call: ToolCall): Promise<ToolResult> {
    const tool = this.#tools.find(({ name }) => name === call.name);
    try {
      const output: unknown = await tool?.execute(call.args, {});
      return { id: call.id, name: call.name, response: { output } };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { id: call.id, name: call.name, response: { error: message } };
    }
  }

  close(): void {
    this.#close();
  }
}

/** In Google's dialect, with what the emulator reads of it. */
function toSchema(parameters: z.ZodType): ToolSchema {
  return inGooglesDialect(JsonSchema.parse(z.toJSONSchema(parameters)));
}

const JsonSchema = z.object({
  type: z.optional(z.string()),
  enum: z.optional(z.array(z.string())),
  required: z.optional(z.array(z.string())),
  get items() {
    return z.optional(JsonSchema);
  },
  get properties() {
    return z.optional(z.record(z.string(), JsonSchema));
  },
});

function inGooglesDialect(schema: z.infer<typeof JsonSchema>): ToolSchema {
  const { type, items, properties = {}, ...rest } = schema;
  const inner = Object.entries(properties).map(([name, each]) => [name, inGooglesDialect(each)]);
  return {
    ...rest,
    ...(type !== undefined && { type: type.toUpperCase() }),
    ...(items && { items: inGooglesDialect(items) }),
    ...(inner.length > 0 && { properties: Object.fromEntries(inner) }),
  };
}

/** BakeBot's tools as an agent declares them on the wire. */
export const BAKEBOT_TOOLS: readonly Tool[] = new Kitchen().declarations();
