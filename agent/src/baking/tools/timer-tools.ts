import { llm } from '@livekit/agents';
import type { Timer } from '@bakebot/protocol';
import * as z from 'zod';
import type { Timers } from '../timers/timers.ts';

export function timerTools(timers: Timers, now: () => number = Date.now) {
  return [
    llm.tool({
      name: 'set_timer',
      description:
        'Starts a kitchen timer. It shows in the app and is announced aloud when it rings. Several may run at once.',
      parameters: z.object({
        name: z
          .string()
          .describe('What it is for, in a word or two: "muffins". "timer" if not said.'),
        hours: z.number().nonnegative().optional(),
        minutes: z.number().nonnegative().optional(),
        seconds: z.number().nonnegative().optional(),
      }),
      execute: async ({ name, hours = 0, minutes = 0, seconds = 0 }) => {
        const durationMs = ((hours * 60 + minutes) * 60 + seconds) * 1000;
        return withToolErrors(() => describe(timers.set(name, durationMs), now()));
      },
    }),
    llm.tool({
      name: 'list_timers',
      description: 'Lists the kitchen timers that are running, with the time that each has left.',
      execute: async () => timers.running().map((timer) => describe(timer, now())),
    }),
    llm.tool({
      name: 'cancel_timer',
      description: 'Cancels a running kitchen timer.',
      parameters: z.object({
        name: z.string().describe('The name that it was set with; empty when only one is running.'),
      }),
      execute: async ({ name }) => {
        const canceled = timers.cancel(name);
        if (canceled) return { cancelled: canceled.name };
        throw new llm.ToolError(
          `No timer of that name. Running: ${names(timers.running()) || 'none'}.`,
        );
      },
    }),
  ];
}

function describe(timer: Timer, now: number) {
  const left = Math.max(0, Math.round((timer.ringsAt - now) / 1000));
  return { name: timer.name, minutesLeft: Math.floor(left / 60), secondsLeft: left % 60 };
}

function names(timers: readonly Timer[]): string {
  return timers.map((timer) => timer.name).join(', ');
}

/** Turns an exceeded limit into an error message for the model. */
function withToolErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw new llm.ToolError(error.message);
    throw error;
  }
}
