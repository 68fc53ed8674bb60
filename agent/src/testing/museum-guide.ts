/** A second product on the agent's runtime, unrelated to baking. `e2e/other-product.test.ts` runs it as a worker. */
import { fileURLToPath } from 'node:url';
import { defineAgent, llm } from '@livekit/agents';
import * as z from 'zod';
import { parseConfig } from '../config.ts';
import { runJob } from '../job.ts';
import type { AgentDefinition } from '../runtime/definition.ts';
import { prewarm } from '../runtime/lifecycle/prewarm.ts';
import { runWorker } from '../worker.ts';

const GUIDE: AgentDefinition = {
  instructions: { version: '1', create: () => 'You guide visitors through a museum.' },
  phrases: () => ({
    greeting: () => 'Welcome to the museum.',
    stillThere: 'Are you still in the museum?',
    goodBye: 'Enjoy your visit.',
    soonOver: 'The museum closes in two minutes.',
    timeIsOver: 'The museum is closed.',
  }),
  createSkills: () => ({
    tools: [
      llm.tool({
        name: 'find_exhibit',
        description: 'Finds the room of an exhibit.',
        parameters: z.object({ exhibit: z.string() }),
        execute: async ({ exhibit }) => ({ exhibit, room: 7 }),
      }),
    ],
    rejoined: () => {},
    isBusy: () => false,
    close: () => {},
  }),
};

export default defineAgent({
  prewarm,
  entry: (job) => runJob(job, parseConfig(process.env), GUIDE),
});

if (process.argv[1] === fileURLToPath(import.meta.url)) await runWorker(import.meta.url);
