import type { Answer } from './conversation.ts';
import type { Intent } from './intent.ts';
import { durationFacts, fillCall, findTool } from './tools.ts';
import { plural } from './wording.ts';

const SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };
const DURATION = /(\d+(?:\.\d+)?) (hours?|hrs?|h|minutes?|mins?|seconds?|secs?)\b/gu;
/** What "timer" is heard as. */
const TIMER = /\b(?:timer|timers|time a|time of|tamer|tyler|alarm|countdown)\b/u;
const SET = /\b(?:set|start|begin|remind|put|make|another)\b/u;
/** "Cancel", and what the emulator's ear makes of it. */
const CANCEL = /\b(?:cancel\w*|stop|delete|remove|clear|turn off|can so\w+|can't solve|kensel)\b/u;
const LIST =
  /\b(?:list|which|what|show|how (?:long|much|many)|left|remaining|running|status|check)\b/u;

/** "Set a timer for the muffins for twelve minutes." */
export const setTimer: Intent = ({ text, tools }) => {
  const seconds = durationIn(text);
  if (seconds === 0 || CANCEL.test(text) || !(TIMER.test(text) || SET.test(text))) return undefined;
  const tool = findTool(tools, 'timer', 'set') ?? findTool(tools, 'timer', 'start');
  const facts = tool && { name: nameIn(text) ?? 'timer', ...durationFacts(tool, seconds) };
  const call = tool && facts && fillCall(tool, facts);
  if (call) return { type: 'calls', calls: [call] };
  return say(`I have no timer here, so please set one for ${sayDuration(seconds)} yourself.`);
};

/** "Which timers are running?" */
export const listTimers: Intent = ({ text, tools }) => {
  if (!TIMER.test(text) || !LIST.test(text) || durationIn(text) > 0) return undefined;
  const tool = findTool(tools, 'timer', 'list') ?? findTool(tools, 'timer', 'get');
  const call = tool && fillCall(tool, {});
  return call ? { type: 'calls', calls: [call] } : say('I keep no timers here.');
};

/** "Cancel the muffin timer." */
export const cancelTimer: Intent = ({ text, tools }) => {
  if (!TIMER.test(text) || !CANCEL.test(text)) return undefined;
  const tool = findTool(tools, 'timer', 'cancel') ?? findTool(tools, 'timer', 'stop');
  const call = tool && fillCall(tool, { name: nameIn(text) ?? '' });
  return call ? { type: 'calls', calls: [call] } : say('I keep no timers here.');
};

/** A length of time as it is said: "1 hour and 30 minutes". */
export function sayDuration(seconds: number): string {
  const parts = [
    plural(Math.floor(seconds / 3600), 'hour'),
    plural(Math.floor((seconds % 3600) / 60), 'minute'),
    plural(Math.round(seconds % 60), 'second'),
  ].filter((part) => !part.startsWith('0 '));
  return parts.join(' and ') || '0 seconds';
}

function durationIn(text: string): number {
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(DURATION)) {
    seconds += Number(amount) * (SECONDS[unit?.[0] ?? 's'] ?? 1);
  }
  return seconds;
}

/** What the timer is for, in the user's words. */
function nameIn(text: string): string | undefined {
  const rest = text
    .replaceAll(DURATION, ' ')
    .replaceAll(/\b(?:for|of|in|to|at|four|4|and|from)\s+(?=(?:for|of|in|four|4)\b|$)/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const name =
    /\b(?:called|named|labelled|labeled)\s+(.+)$/u.exec(rest)?.[1] ??
    /\btimers?\s+(?:for|from|to)\s+(?:the |my |some )?([a-z][a-z' ]*)/u.exec(rest)?.[1] ??
    /\b(?:the|my|an?|1)\s+([a-z][a-z']*)\s+timer/u.exec(rest)?.[1] ??
    /\b(?:for|on)\s+(?:the |my )([a-z][a-z' ]*)/u.exec(rest)?.[1];
  const cleaned = name?.replaceAll(/\b(?:for|please|now|four)\b/gu, ' ').trim();
  return cleaned && !/^(?:all|new|timer|running)$/u.test(cleaned) ? cleaned : undefined;
}

function say(text: string): Answer {
  return { type: 'text', text };
}
