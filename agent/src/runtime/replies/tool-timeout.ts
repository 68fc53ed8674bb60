import { llm } from '@livekit/agents';

/** How long a tool may take, in ms. None of ours computes for more than a moment; the app may be slow to answer. */
const TOOL_TIMEOUT_MS = 4000;

/**
 * Tools that cannot hang: one that takes too long is aborted, and the model is told so. While a tool runs, nothing else
 * of the answer does (and Gemini Live hears nothing).
 *
 * @param alive called when a tool begins and when it ends
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
      reject(new llm.ToolError(`${name} took too long. Tell the cook that it did not work.`)),
    );
  });
}
