import { llm } from '@livekit/agents';

/** How long a tool may take, in ms. The slow ones wait for the app. */
const TOOL_TIMEOUT_MS = 4000;

/**
 * Tools with a time-out: a slow call is aborted, and fails with a message for the model. While a tool runs the reply waits,
 * and Gemini Live ignores the microphone.
 *
 * @param alive called when a call begins and when it ends
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
