import { log } from '@livekit/agents';
import type { AgentDispatchClient, RoomServiceClient } from 'livekit-server-sdk';
import type { LinkedJob } from './job-link.ts';

/** Most replacements of one room's jobs within `WITHIN_MS`: a bug that ends every job at its start must not start them without end. */
const MAX_REPLACEMENTS = 3;
const WITHIN_MS = 60_000;

export type JobReplacementOptions = {
  readonly rooms: Pick<RoomServiceClient, 'removeParticipant'>;
  readonly dispatches: Pick<AgentDispatchClient, 'createDispatch'>;
  readonly agentName: string;
  /** ms, on any monotonic clock. */
  readonly now?: () => number;
};

/**
 * Gives a room whose agent died another one. Without it, LiveKit shows the dead agent for some 20 s, and never dispatches
 * another, because it does so for new rooms only.
 */
export class JobReplacement {
  readonly #options: JobReplacementOptions;
  /** Times of the latest replacements, by room. */
  readonly #replacedAt = new Map<string, readonly number[]>();

  constructor(options: JobReplacementOptions) {
    this.#options = options;
  }

  /** It never throws: the app's own recovery is left when LiveKit cannot be asked. */
  async replace({ room, identity, metadata }: LinkedJob): Promise<void> {
    const { rooms, dispatches, agentName } = this.#options;
    if (!this.#isAllowed(room)) {
      log().error({ room }, 'job died again: not replaced');
      return;
    }
    log().error({ room }, 'job died: dispatching another agent');
    try {
      await Promise.all([
        // It fails when the agent was not in the room yet, or LiveKit has noticed by itself.
        rooms.removeParticipant(room, identity).catch(() => {}),
        dispatches.createDispatch(room, agentName, { metadata }),
      ]);
    } catch (error) {
      log().error({ error, room }, 'failed to dispatch another agent');
    }
  }

  #isAllowed(room: string): boolean {
    const { now = () => performance.now() } = this.#options;
    for (const [each, times] of this.#replacedAt) {
      const recent = times.filter((at) => now() - at < WITHIN_MS);
      if (recent.length === 0) this.#replacedAt.delete(each);
      else this.#replacedAt.set(each, recent);
    }
    const recent = this.#replacedAt.get(room) ?? [];
    if (recent.length >= MAX_REPLACEMENTS) return false;
    this.#replacedAt.set(room, [...recent, now()]);
    return true;
  }
}
