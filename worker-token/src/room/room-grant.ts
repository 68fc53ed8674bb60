import type { RoomConfig } from '../config/config.ts';
import type { Session } from '../session/claims.ts';
import { encodeDispatchMetadata } from './dispatch-metadata.ts';
import type { RoomClaims } from './livekit-token.ts';
import { encodeOrigin, ORIGIN_ATTRIBUTE, type TokenOrigin } from './names.ts';

/** How long a created room waits for its first participant, in seconds (LiveKit's unit). */
const EMPTY_TIMEOUT_SECONDS = 60;

/** `nbf` lies this far in the past, in ms: phones with a slow clock would otherwise reject the token and retry. */
const BACKDATE_MS = 60_000;

export type GrantRequest = {
  readonly session: Session;
  readonly identity: string;
  readonly room: string;
  /** Whether later tokens open the same room. */
  readonly isLasting: boolean;
  readonly origin: TokenOrigin;
  /** Set by the client, if the configuration allows it. */
  readonly participantName: string | undefined;
  readonly participantAttributes: Readonly<Record<string, string>> | undefined;
  /** Continues the request's id in the agent's log. */
  readonly correlationId: string;
  readonly now: number;
};

/**
 * Decides what the user gets: this room, as this participant, with microphone and data only, and the agent dispatched
 * with the session's profile as its metadata.
 */
export function grantRoom(request: GrantRequest, config: RoomConfig): RoomClaims {
  const { session, identity, room, now } = request;
  return {
    identity,
    name: request.participantName ?? session.profile.name,
    attributes: toAttributes(request),
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
      agents: [{ agentName: config.agentName, metadata: toMetadata(request) }],
    },
  };
}

/** A fresh room has the origin in its name. */
function toAttributes(request: GrantRequest): Readonly<Record<string, string>> | undefined {
  if (!request.isLasting) return request.participantAttributes;
  return { ...request.participantAttributes, [ORIGIN_ATTRIBUTE]: encodeOrigin(request.origin) };
}

function toMetadata({ session, identity, isLasting, correlationId }: GrantRequest): string {
  const { name, locale, timeZone, appVersion, preferences } = session.profile;
  return encodeDispatchMetadata({
    v: 1,
    subject: session.subject,
    identity,
    correlationId,
    ...(isLasting && { lasting: true }),
    ...(locale !== undefined && { locale }),
    ...(timeZone !== undefined && { timeZone }),
    ...(name !== undefined && { name }),
    ...(appVersion !== undefined && { appVersion }),
    ...(preferences !== undefined && { preferences }),
  });
}
