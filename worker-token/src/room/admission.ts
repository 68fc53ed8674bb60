import type { RoomConfig } from '../config/config.ts';
import type { Session } from '../session/session.ts';
import { encodeDispatchMetadata } from './dispatch-metadata.ts';
import type { RoomClaims } from './room-claims.ts';
import type { Proposal } from './token-request.ts';

/** How long the first join may take after the room was made, in seconds (LiveKit counts in those). */
const EMPTY_TIMEOUT_SECONDS = 60;

/** Clocks of phones run behind: a token that is not yet valid for them is asked for again and again. */
const BACKDATE_MS = 60_000;

export type Visitor = {
  readonly session: Session;
  readonly identity: string;
  readonly room: string;
  /** Whether the room's name comes again. */
  readonly isLasting: boolean;
  readonly proposal: Proposal;
  /** Follows the call into the agent's log. */
  readonly correlationId: string;
  readonly now: number;
};

/**
 * Decides what a user gets: this room as this participant, with a microphone and data and nothing else, and the agent
 * dispatched with what the session says about them.
 */
export function admit(visitor: Visitor, config: RoomConfig): RoomClaims {
  const { session, identity, room, proposal, now } = visitor;
  return {
    identity,
    name: proposal.participantName ?? session.profile.name,
    attributes: proposal.participantAttributes,
    notBefore: now - BACKDATE_MS,
    expiresAt: now + config.tokenTtlMs,
    video: {
      roomJoin: true,
      room,
      canSubscribe: true,
      canPublish: true,
      canPublishData: true,
      canPublishSources: config.allowCamera ? ['microphone', 'camera'] : ['microphone'],
      canUpdateOwnMetadata: false,
    },
    roomConfig: {
      maxParticipants: 1,
      emptyTimeout: EMPTY_TIMEOUT_SECONDS,
      departureTimeout: config.departureMs / 1000,
      agents: [{ agentName: config.agentName, metadata: toMetadata(visitor) }],
    },
  };
}

function toMetadata({ session, identity, isLasting, correlationId }: Visitor): string {
  const { name, locale, appVersion, preferences } = session.profile;
  return encodeDispatchMetadata({
    v: 1,
    subject: session.subject,
    identity,
    correlationId,
    ...(isLasting && { lasting: true }),
    ...(locale !== undefined && { locale }),
    ...(name !== undefined && { name }),
    ...(appVersion !== undefined && { appVersion }),
    ...(preferences !== undefined && { preferences }),
  });
}
