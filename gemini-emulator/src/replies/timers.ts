import type { Answer } from './conversation.ts';
import type { Intent } from './intent.ts';
import { durationFacts, fillCall, findTool } from './tools.ts';
import { plural } from './wording.ts';

const SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };
const DURATION = /(\d+(?:\.\d+)?) (hours?|hrs?|h|minutes?|mins?|seconds?|secs?)\b/gu;
/** What "timer" is heard as. */
const TIMER = /\b(?:timer|timers|time a|time of|tamer|tyler|alarm|countdown)\b/u;
const SET = /\b(?:set|start|begin|remind|put|make|another|wake)\b/u;
const AT =
  /\bat (?:(half past|quarter past|quarter to) )?(\d{1,2})(?:[:.](\d{2})| o'clock)? ?(am|pm|a\.m\.|p\.m\.)?(?!\d| degrees?)/u;
/** What is done to a running timer, and how it is said. */
const CHANGES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:pause|hold)\b/u, 'pause'],
  [/\b(?:resume|continue|unpause)\b/u, 'resume'],
  [/\b(?:add|extend|more)\b/u, 'more_time'],
  [/\b(?:take off|subtract|shorten|less)\b/u, 'less_time'],
];
const CANCEL = /\b(?:cancel\w*|stop|delete|remove|clear|turn off)\b/u;
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

/** "Ring at half past six." */
export const setTimerAt: Intent = ({ text, tools }) => {
  const [, part, hour, minutes, half] = AT.exec(text) ?? [];
  if (hour === undefined || !(TIMER.test(text) || /\b(?:ring|remind|wake)\b/u.test(text)))
    return undefined;
  const past =
    { 'half past': 30, 'quarter past': 15, 'quarter to': -15 }[part ?? ''] ?? Number(minutes ?? 0);
  const of = Number(hour) * 60 + past;
  const clock = `${Math.floor(of / 60)}:${String(of % 60).padStart(2, '0')}`;
  const tool = findTool(tools, 'timer', 'set');
  const name = nameIn(text.replace(AT, ' ')) ?? 'timer';
  const call =
    tool && fillCall(tool, { name, at: `${clock}${half ? ` ${half.replaceAll('.', '')}` : ''}` });
  return call && { type: 'calls', calls: [call] };
};

/** "Pause the bread timer", "add five minutes to the bread timer". */
export const changeTimer: Intent = ({ text, tools }) => {
  const change = CHANGES.find(([pattern]) => pattern.test(text))?.[1];
  const tool = findTool(tools, 'timer', 'change');
  const seconds = durationIn(text);
  const isTimed = change === 'more_time' || change === 'less_time';
  if (!tool || change === undefined || !(TIMER.test(text) || (isTimed && seconds > 0)))
    return undefined;
  if (isTimed && seconds === 0) return undefined;
  const name = nameIn(text.replaceAll(/\b(?:add|more|extend|pause|resume|by)\b/gu, ' ')) ?? '';
  const facts = { name, change, ...(isTimed && durationFacts(tool, seconds)) };
  const call = fillCall(tool, facts);
  return call && { type: 'calls', calls: [call] };
};

/** "What time is it?" */
export const tellTime: Intent = ({ text, tools }) => {
  if (!/what(?:'s| is)? (?:the )?time(?: is it)?\b(?!.*\b(?:be|will)\b)/u.test(text))
    return undefined;
  const tool = findTool(tools, 'time', 'tell');
  const call = tool && fillCall(tool, {});
  return call && { type: 'calls', calls: [call] };
};

/** "Which timers are running?" */
export const listTimers: Intent = ({ text, tools }) => {
  const isAsked =
    (TIMER.test(text) && LIST.test(text)) ||
    /\bhow (?:long|much time) .*\b(?:left|have|has|until|still)\b|\bwhat time will\b|\bwhen (?:is|are|will) .*\b(?:done|ready)\b/u.test(
      text,
    );
  if (!isAsked || durationIn(text) > 0) return undefined;
  const tool = findTool(tools, 'timer', 'list') ?? findTool(tools, 'timer', 'get');
  const call = tool && fillCall(tool, {});
  return call ? { type: 'calls', calls: [call] } : say('I keep no timers here.');
};

/** "Cancel the muffin timer." */
export const cancelTimer: Intent = ({ text, tools }) => {
  if (!TIMER.test(text) || !CANCEL.test(text)) return undefined;
  const tool = findTool(tools, 'timer', 'cancel') ?? findTool(tools, 'timer', 'stop');
  const all = /\ball\b/u.test(text);
  const facts = all ? { name: '', all: true } : { name: nameIn(text) ?? '' };
  const call = tool && fillCall(tool, facts);
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
