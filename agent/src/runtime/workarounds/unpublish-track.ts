import { log } from '@livekit/agents';
import type { Room } from '@livekit/rtc-node';

/**
 * Unpublishes the agent's tracks, after the session that published them was closed.
 *
 * **Cause**: a closed session of the framework (1.9.0) leaves its track published. The track is silent but still encoded, so that
 * a job that replaces its sessions on a busy machine would add to the load.
 *
 * **Can go** when a closed session leaves none: `e2e/faults.test.ts`, which counts tracks, then passes without it.
 */
export async function unpublishTracks({ localParticipant }: Room): Promise<void> {
  for (const sid of localParticipant?.trackPublications.keys() ?? []) {
    try {
      // In sequence, because each one renegotiates with the server.
      await localParticipant?.unpublishTrack(sid);
    } catch (error) {
      log().debug({ error }, 'failed to unpublish track');
    }
  }
}
