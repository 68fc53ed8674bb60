import { llm } from '@livekit/agents';
import * as z from 'zod';
import { findTimer } from './find-timer.ts';
import { nextInstantAt, parseClockTime, sayClockTime, sayDateTime } from './time-of-day.ts';
import type { KitchenTimer, Timers } from './timers.ts';

const Which = z
  .string()
  .describe(
    'As the cook called it, or how long it was set for: "cake", "10 minutes"; empty if they said neither. Never another timer than they meant.',
  );

const Hours = z.number().nonnegative().optional();

/**
 * Tools for kitchen timers.
 * @param timeZone the cook's; undefined if it is unknown
 */
export function timerTools(timers: Timers, timeZone: string | undefined) {
  return [
    setTimerTool(timers, timeZone),
    llm.tool({
      name: 'list_timers',
      description:
        'Lists the kitchen timers in the order in which they ring, with the time that each has left and the time of day at which it rings.',
      execute: async () => timers.active().map((timer) => describe(timer, timers, timeZone)),
    }),
    llm.tool({
      name: 'cancel_timer',
      description: 'Cancels a kitchen timer, or stops one that rings.',
      parameters: z.object({
        name: Which,
        all: z.boolean().optional().describe('True for all timers.'),
      }),
      execute: async ({ name, all }) => {
        const found = all ? [...timers.active(), ...timers.ringing()] : [find(timers, name)];
        for (const { id } of found) timers.cancel(id);
        return { cancelled: names(found) };
      },
    }),
    changeTimerTool(timers, timeZone),
    llm.tool({
      name: 'tell_time',
      description: 'Tells the date and time of day where the cook is.',
      execute: async () => {
        if (timeZone) return { now: sayDateTime(timers.now(), timeZone), timeZone };
        throw new llm.ToolError(ZONE_UNKNOWN);
      },
    }),
  ];
}

function setTimerTool(timers: Timers, timeZone: string | undefined) {
  return llm.tool({
    name: 'set_timer',
    description:
      'Starts a kitchen timer. It shows in the app and is announced aloud when it rings. Several may run at once.',
    parameters: z.object({
      name: z
        .string()
        .describe('What it is for, in a word or two: "muffins". "timer" if not said.'),
      hours: Hours,
      minutes: z.number().nonnegative().optional(),
      seconds: z.number().nonnegative().optional(),
      at: z
        .string()
        .optional()
        .describe(
          'Instead of a duration, the time of day: "18:30", "6:30 pm"; "6:30" is the next half past six.',
        ),
    }),
    execute: async ({ name, at, ...duration }) => {
      const ms = at ? untilMs(at, timers.now(), timeZone) : durationMs(duration);
      const timer = withToolErrors(() => timers.set(name, ms));
      return describe(timer, timers, timeZone);
    },
  });
}

function changeTimerTool(timers: Timers, timeZone: string | undefined) {
  return llm.tool({
    name: 'change_timer',
    description:
      'Gives a kitchen timer more or less time, pauses, resumes or renames it. "Five more minutes" after it rang starts it again.',
    parameters: z.object({
      name: Which,
      change: z.enum(['more_time', 'less_time', 'pause', 'resume', 'rename']),
      hours: Hours,
      minutes: z.number().nonnegative().optional(),
      seconds: z.number().nonnegative().optional(),
      new_name: z.string().min(1).optional().describe('For rename.'),
    }),
    execute: async ({ name, change, new_name, ...duration }) => {
      const { id } = find(timers, name, change === 'more_time');
      const ms = durationMs(duration);
      const changed = withToolErrors(() => {
        switch (change) {
          case 'more_time':
            return timers.extend(id, ms);
          case 'less_time':
            return timers.extend(id, -ms);
          case 'pause':
            return timers.pause(id);
          case 'resume':
            return timers.resume(id);
          case 'rename':
            return new_name ? timers.rename(id, new_name) : undefined;
        }
      });
      if (changed) return describe(changed, timers, timeZone);
      throw new llm.ToolError(explainUnchanged(change));
    },
  });
}

/** The timer that the cook means. */
function find(timers: Timers, name: string, alsoRung = true): KitchenTimer {
  const candidates = [...timers.active(), ...(alsoRung ? timers.ringing() : [])];
  const found = findTimer(name, candidates);
  switch (found.kind) {
    case 'one':
      return found.timer;
    case 'ask':
      throw new llm.ToolError(
        `Nothing was done. Ask which one is meant: ${described(found.among)}.`,
      );
    case 'none':
      throw new llm.ToolError(
        `Nothing was done: no timer of that name. Running: ${described(candidates) || 'none'}. Tell the cook, and ask.`,
      );
  }
}

type Duration = {
  readonly hours?: number | undefined;
  readonly minutes?: number | undefined;
  readonly seconds?: number | undefined;
};

function durationMs({ hours = 0, minutes = 0, seconds = 0 }: Duration): number {
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

const ZONE_UNKNOWN =
  "The cook's time zone is unknown: ask what time it is, or how long it takes from now.";

function untilMs(at: string, now: number, timeZone: string | undefined): number {
  if (!timeZone) throw new llm.ToolError(ZONE_UNKNOWN);
  const time = parseClockTime(at);
  if (!time) throw new llm.ToolError(`"${at}" is no time of day. Write it as "18:30".`);
  return nextInstantAt(time, timeZone, now) - now;
}

function describe(timer: KitchenTimer, timers: Timers, timeZone: string | undefined) {
  const { id, name, state, leftMs, ringsAt } = timer;
  const left = Math.round(leftMs / 1000);
  return {
    id,
    name,
    minutesLeft: Math.floor(left / 60),
    secondsLeft: left % 60,
    ...(state === 'paused' && { paused: true }),
    ...(state === 'running' &&
      timeZone && { ringsAt: sayClockTime(ringsAt, timeZone, timers.now()) }),
  };
}

function explainUnchanged(change: string): string {
  switch (change) {
    case 'pause':
      return 'That timer does not run.';
    case 'resume':
      return 'That timer is not paused.';
    default:
      return 'new_name is needed: ask for the new name.';
  }
}

function names(timers: readonly KitchenTimer[]): string {
  return timers.map(({ name }) => name).join(', ');
}

/** Names, with what tells timers of one name apart. */
function described(timers: readonly KitchenTimer[]): string {
  return timers
    .map(({ id, name, leftMs, state }) => {
      const left = state === 'rung' ? 'has rung' : `${Math.ceil(leftMs / 60_000)} min left`;
      return `${name} (${id}, ${left})`;
    })
    .join(', ');
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
