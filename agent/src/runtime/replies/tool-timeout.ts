import { llm } from '@livekit/agents';

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
      const timeout = AbortSignal.timeout(timeoutMs);
      const abortSignal = AbortSignal.any([options.abortSignal, timeout]);
      alive();
      try {
        return await Promise.race([
          tool.execute(args, { ...options, abortSignal }),
          failWhenAborted(timeout, tool.name),
        ]);
      } finally {
        alive();
      }
    },
  };
}

function failWhenAborted(signal: AbortSignal, name: string): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () =>
      reject(new llm.ToolError(`${name} took too long. Tell the user that it did not work.`)),
    );
  });
}
