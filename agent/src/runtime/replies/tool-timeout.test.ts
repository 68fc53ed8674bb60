import { initializeLogger, llm, voice } from '@livekit/agents';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { limitToolTime } from './tool-timeout.ts';

let session: voice.AgentSession;
let signs: number;
let aborted: boolean;

const hangs = llm.tool({
  name: 'hangs',
  description: 'Never resolves.',
  execute: (_, { abortSignal }) =>
    new Promise<string>(() => abortSignal.addEventListener('abort', () => (aborted = true))),
});
const works = llm.tool({ name: 'works', description: 'Resolves.', execute: async () => 'done' });

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));
afterEach(() => session.close());

async function outputOf(name: string): Promise<llm.FunctionCallOutput> {
  signs = 0;
  aborted = false;
  session = new voice.AgentSession({
    llm: new voice.testing.FakeLLM([{ input: name, toolCalls: [{ name, args: {} }] }]),
    vad: null,
    turnHandling: { turnDetection: null },
  });
  const tools = limitToolTime([hangs, works], () => signs++, 50);
  await session.start({ agent: new voice.Agent({ instructions: '', tools }) });
  const result = await session.run({ userInput: name }).wait();
  result.expect.nextEvent().isFunctionCall({ name });
  return result.expect.nextEvent().isFunctionCallOutput().event().item;
}

it('aborts a tool that hangs, and returns an error to the model', async () => {
  const { output, isError } = await outputOf('hangs');
  expect(output).toContain('hangs took too long');
  expect(isError).toBe(true);
  expect(aborted).toBe(true);
});

it('passes the output of a tool through, and reports its start and end', async () => {
  expect(await outputOf('works')).toMatchObject({ output: '"done"', isError: false });
  expect(signs).toBe(2);
});
