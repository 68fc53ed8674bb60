import { llm } from '@livekit/agents';
import { withTimeout } from '../async/with-timeout.ts';

/** Longest tool call, in ms. Tools compute in a moment; those that call the app wait for its response. */
const TOOL_TIMEOUT_MS = 4000;

/**
 * Limits the duration of tool calls: a call that times out is aborted and returns an error to the model. During a call the
 * reply waits, and Gemini Live receives no audio.
 *
 * @param alive called when a tool starts and when it ends
 */
export function limitToolTime(
  tools: readonly llm.ToolContextEntry[],
  alive: () => void,
  timeoutMs: number = TOOL_TIMEOUT_MS,
): llm.ToolContextEntry[] {
  return tools.map((tool) =>
    llm.isFunctionTool(tool) ? limitOneTool(tool, alive, timeoutMs) : tool,
  );
}

function limitOneTool(
  tool: llm.FunctionTool,
  alive: () => void,
  timeoutMs: number,
): llm.FunctionTool {
  return {
    ...tool,
    execute: async (args, options) => {
      const timeout = new AbortController();
      const abortSignal = AbortSignal.any([options.abortSignal, timeout.signal]);
      alive();
      try {
        const call = tool.execute(args, { ...options, abortSignal });
        const result = await withTimeout(
          timeoutMs,
          call.then((output) => ({ output })),
        );
        if (result) return result.output;
        timeout.abort();
        throw new llm.ToolError(`${tool.name} took too long. Tell the user that it did not work.`);
      } finally {
        alive();
      }
    },
  };
}
