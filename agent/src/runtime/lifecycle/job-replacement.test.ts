import { initializeLogger } from '@livekit/agents';
import { AgentDispatch } from 'livekit-server-sdk';
import { beforeEach, expect, it } from 'vitest';
import { JobReplacement } from './job-replacement.ts';

initializeLogger({ pretty: false, level: 'silent' });

const JOB = { room: 'kitchen', identity: 'agent-1', metadata: '{"v":1}' };

let calls: string[];
let now: number;
let replacement: JobReplacement;
let removal: Error | undefined;

beforeEach(() => {
  calls = [];
  now = 0;
  removal = undefined;
  replacement = new JobReplacement({
    rooms: {
      removeParticipant: async (room, identity) => {
        calls.push(`remove ${identity} from ${room}`);
        if (removal) throw removal;
      },
    },
    dispatches: {
      createDispatch: async (room, agentName, { metadata } = {}) => {
        calls.push(`dispatch ${agentName} to ${room} with ${metadata}`);
        return new AgentDispatch();
      },
    },
    agentName: 'bakebot',
    now: () => now,
  });
});

it('removes the dead agent and dispatches another with the same metadata', async () => {
  await replacement.replace(JOB);
  expect(calls).toEqual([
    'remove agent-1 from kitchen',
    'dispatch bakebot to kitchen with {"v":1}',
  ]);
});

it('dispatches another agent when LiveKit has removed the dead one already', async () => {
  removal = new Error('participant does not exist');
  await replacement.replace(JOB);
  expect(calls).toHaveLength(2);
});

it('stops replacing the jobs of a room that die one after the other', async () => {
  for (let death = 0; death < 5; death++) await replacement.replace(JOB);
  expect(calls).toHaveLength(3 * 2);
  await replacement.replace({ ...JOB, room: 'bakery' });
  expect(calls).toHaveLength(4 * 2);
  now = 60_000;
  await replacement.replace(JOB);
  expect(calls).toHaveLength(5 * 2);
});
