/**
 * What a room token says. Names inside `video` and `roomConfig` are LiveKit's own.
 * https://docs.livekit.io/frontends/reference/tokens-grants
 */
export type RoomClaims = {
  readonly identity: string;
  readonly name: string | undefined;
  readonly attributes: Readonly<Record<string, string>> | undefined;
  readonly notBefore: number;
  readonly expiresAt: number;
  readonly video: VideoGrant;
  readonly roomConfig: RoomConfiguration;
};

type VideoGrant = {
  readonly roomJoin: true;
  readonly room: string;
  readonly canSubscribe: boolean;
  readonly canPublish: boolean;
  readonly canPublishData: boolean;
  /** Never empty: LiveKit takes an empty list for all sources. */
  readonly canPublishSources: readonly [TrackSource, ...TrackSource[]];
  readonly canUpdateOwnMetadata: false;
};

type TrackSource = 'microphone' | 'camera';

/** Takes effect when the join creates the room, and only then. */
type RoomConfiguration = {
  /** Agents are not counted. */
  readonly maxParticipants: number;
  /** In seconds, as the next. */
  readonly emptyTimeout: number;
  readonly departureTimeout: number;
  readonly agents: readonly [{ readonly agentName: string; readonly metadata: string }];
};
