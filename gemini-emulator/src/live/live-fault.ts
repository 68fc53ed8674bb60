import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '../replies/conversation.ts';
import type { Fault } from '../control/faults.ts';
import { GoogleError } from '../wire/google-error.ts';
import type { LiveLink } from './live-link.ts';

/** The server is going away (RFC 6455). */
const CLOSE_GOING_AWAY = 1001;

/** How a turn goes on after its fault. */
export type Course =
  /** As it would have, or with an answer that was ordered. */
  | { readonly type: 'answer'; readonly answer: Answer | undefined }
  /** Half the answer, then this. */
  | { readonly type: 'break'; readonly break: () => void }
  /** The turn ends without content. */
  | { readonly type: 'nothing'; readonly reason: string | undefined }
  /** There is nothing more to do. */
  | { readonly type: 'over' };

/** Lets a fault strike a Live connection. */
export async function strike(
  fault: Fault | undefined,
  link: LiveLink,
  signal: AbortSignal,
): Promise<Course> {
  switch (fault?.type) {
    case undefined:
    case 'leading_chunk':
      return { type: 'answer', answer: undefined };
    case 'delay':
      // Aborted means interrupted: the waiting generation checks the signal next.
      await sleep(fault.ms, undefined, { signal }).catch(() => {});
      return { type: 'answer', answer: undefined };
    case 'go_away':
      goAway(link, fault.timeLeftMs);
      return { type: 'answer', answer: undefined };
    case 'status': {
      link.fail(new GoogleError(fault.status));
      return { type: 'over' };
    }
    case 'close':
      link.close(fault.code, fault.reason);
      return { type: 'over' };
    case 'stall':
      return { type: 'over' };
    case 'cut':
      return { type: 'break', break: () => link.drop() };
    case 'malformed':
      return { type: 'break', break: () => link.sendBroken() };
    case 'empty':
      return { type: 'nothing', reason: undefined };
    case 'safety':
    case 'blocked':
      return { type: 'nothing', reason: 'PROHIBITED_INPUT_CONTENT' };
    case 'finish':
      return { type: 'nothing', reason: 'RESPONSE_REJECTED' };
    case 'late_status':
      return { type: 'break', break: () => link.fail(new GoogleError(fault.status)) };
    case 'tool_call':
      return {
        type: 'answer',
        answer: { type: 'calls', calls: [{ name: fault.name, args: fault.args }] },
      };
    case 'text':
      return { type: 'answer', answer: { type: 'text', text: fault.text } };
  }
}

function goAway(link: LiveLink, timeLeftMs: number): void {
  link.send({ goAway: { timeLeft: `${timeLeftMs / 1000}s` } });
  setTimeout(() => link.close(CLOSE_GOING_AWAY, 'The time is up.'), timeLeftMs).unref();
}
