import { log } from '@livekit/agents';
import type { Room } from '@livekit/rtc-node';

/**
 * Takes the agent's voice out of the room, once the session that spoke with it is closed.
 *
 * **Cause**: a session of the framework (1.9.0) leaves its track in the room when it closes. Users hear silence on it, but it is
 * encoded all the same: a job that replaces its sessions, because its machine has too much to do, would make that worse.
 *
 * **Can go** when a closed session leaves none: `e2e/faults.test.ts` counts tracks, and passes without it then.
 */
export async function unpublishTracks({ localParticipant }: Room): Promise<void> {
  for (const sid of localParticipant?.trackPublications.keys() ?? []) {
    try {
      // One after the other: each negotiates with the server anew.
      await localParticipant?.unpublishTrack(sid);
    } catch (error) {
      log().debug({ error }, 'track not unpublished');
    }
  }
}
