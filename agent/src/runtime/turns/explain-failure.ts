import type { ErrorCode } from '@bakebot/protocol';
import type { Failure } from './outcome.ts';

/** The error code of a failure for the app, and its detail for the developer's console. */
export function explainFailure(failure: Failure): {
  readonly code: ErrorCode;
  readonly detail: string;
} {
  switch (failure) {
    case 'refused':
      return { code: 'model_refused', detail: 'The model refused to answer.' };
    case 'stalled':
      return { code: 'turn_timeout', detail: 'The model did not respond in time.' };
    case 'empty':
      return { code: 'model_unavailable', detail: 'The model returned an empty response.' };
    case 'unavailable':
      return { code: 'model_unavailable', detail: "The model's service failed." };
    case 'quota':
      return { code: 'model_unavailable', detail: "The model's quota is exhausted for now." };
    case 'rejected':
      return { code: 'model_unavailable', detail: "The model's service rejects requests." };
    case 'lost':
      return { code: 'agent_leaving', detail: 'The agent is leaving: connect again.' };
    case 'internal':
      return { code: 'internal', detail: "Internal error: see the agent's log." };
  }
}
