import type { DispatchMetadata } from '@bakebot/protocol';
import { DisconnectReason, type RemoteParticipant, RoomEvent } from '@livekit/rtc-node';

/** How long a user may take to come after the agent was called, in ms. */
const ARRIVAL_MS = 60_000;

/** How long a lost connection may stay away, in ms: a lift, a tunnel, another app in front. */
const ABSENCE_MS = 120_000;

/** Departures that are meant, not suffered: nobody comes back from these. */
const FAREWELLS: ReadonlySet<DisconnectReason> = new Set([
  DisconnectReason.CLIENT_INITIATED,
  DisconnectReason.PARTICIPANT_REMOVED,
  DisconnectReason.ROOM_DELETED,
  DisconnectReason.USER_REJECTED,
]);

export type Somebody = Pick<RemoteParticipant, 'identity' | 'disconnectReason'>;

type ComingOrGoing = RoomEvent.ParticipantConnected | RoomEvent.ParticipantDisconnected;

/** The part of LiveKit's room that tells who is there. */
export type PresenceRoom = {
  readonly remoteParticipants: ReadonlyMap<string, Somebody>;
  on(event: ComingOrGoing, listener: (participant: Somebody) => void): unknown;
  off(event: ComingOrGoing, listener: (participant: Somebody) => void): unknown;
};

export type PresenceListener = {
  /** The user is there: for the first time, or again after a lost connection. */
  arrived(again: boolean): void;
  gone(reason: 'never_arrived' | 'left' | 'connection_lost'): void;
};

/**
 * Follows whether the user is in the room. Begins at once, with whoever is there already.
 *
 * Nobody is gone for good from a lasting room: the server ends it, and with it the job, when nobody has come back for
 * its departure timeout. Only the server can do that without a moment in which a user comes in and the agent goes.
 */
export class Presence {
  readonly #room: PresenceRoom;
  readonly #identity: string;
  readonly #isLasting: boolean;
  readonly #listener: PresenceListener;
  #seen = false;
  #timeout: NodeJS.Timeout | undefined;

  constructor(
    room: PresenceRoom,
    { identity, lasting = false }: Pick<DispatchMetadata, 'identity' | 'lasting'>,
    listener: PresenceListener,
  ) {
    this.#room = room;
    this.#identity = identity;
    this.#isLasting = lasting;
    this.#listener = listener;
    if (!lasting) this.#timeout = setTimeout(() => listener.gone('never_arrived'), ARRIVAL_MS);
    room.on(RoomEvent.ParticipantConnected, this.#connected);
    room.on(RoomEvent.ParticipantDisconnected, this.#disconnected);
    const there = room.remoteParticipants.get(identity);
    if (there) this.#connected(there);
  }

  close(): void {
    clearTimeout(this.#timeout);
    this.#room.off(RoomEvent.ParticipantConnected, this.#connected);
    this.#room.off(RoomEvent.ParticipantDisconnected, this.#disconnected);
  }

  readonly #connected = (participant: Somebody): void => {
    if (participant.identity !== this.#identity) return;
    clearTimeout(this.#timeout);
    this.#listener.arrived(this.#seen);
    this.#seen = true;
  };

  readonly #disconnected = (participant: Somebody): void => {
    if (participant.identity !== this.#identity) return;
    clearTimeout(this.#timeout);
    if (this.#isLasting) return;
    if (participant.disconnectReason && FAREWELLS.has(participant.disconnectReason)) {
      this.#listener.gone('left');
    } else {
      this.#timeout = setTimeout(() => this.#listener.gone('connection_lost'), ABSENCE_MS);
    }
  };
}
