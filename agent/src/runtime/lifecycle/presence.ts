import type { DispatchMetadata } from '@bakebot/protocol';
import { DisconnectReason, type RemoteParticipant, RoomEvent } from '@livekit/rtc-node';

/** Time for the user to connect after dispatch, in ms. */
const ARRIVAL_MS = 60_000;

/** Time for the user to reconnect, in ms: an elevator, a tunnel, another app in the foreground. */
const ABSENCE_MS = 120_000;

/** Disconnect reasons after which the user does not reconnect. */
const FINAL_REASONS: ReadonlySet<DisconnectReason> = new Set([
  DisconnectReason.CLIENT_INITIATED,
  DisconnectReason.PARTICIPANT_REMOVED,
  DisconnectReason.ROOM_DELETED,
  DisconnectReason.USER_REJECTED,
]);

export type PresentParticipant = Pick<RemoteParticipant, 'identity' | 'disconnectReason'>;

type PresenceEvent = RoomEvent.ParticipantConnected | RoomEvent.ParticipantDisconnected;

/** The part of LiveKit's room that presence needs. */
export type PresenceRoom = {
  readonly remoteParticipants: ReadonlyMap<string, PresentParticipant>;
  on(event: PresenceEvent, listener: (participant: PresentParticipant) => void): unknown;
  off(event: PresenceEvent, listener: (participant: PresentParticipant) => void): unknown;
};

export type PresenceListener = {
  arrived(): void;
  /** The user reconnected after a lost connection. */
  returned(): void;
  gone(reason: 'never_arrived' | 'left' | 'connection_lost'): void;
};

/**
 * Follows whether the user is in the room, including a user who connected before the agent.
 *
 * From a lasting room the user is never reported as gone: LiveKit deletes it, and ends the job with it, after its departure
 * time-out. Only the server can do so without a race between a user who returns and an agent that leaves.
 */
export class Presence {
  readonly #room: PresenceRoom;
  readonly #identity: string;
  readonly #isLasting: boolean;
  readonly #listener: PresenceListener;
  #hasArrived = false;
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
    const user = room.remoteParticipants.get(identity);
    if (user) this.#connected(user);
  }

  close(): void {
    clearTimeout(this.#timeout);
    this.#room.off(RoomEvent.ParticipantConnected, this.#connected);
    this.#room.off(RoomEvent.ParticipantDisconnected, this.#disconnected);
  }

  readonly #connected = (participant: PresentParticipant): void => {
    if (participant.identity !== this.#identity) return;
    clearTimeout(this.#timeout);
    if (this.#hasArrived) this.#listener.returned();
    else this.#listener.arrived();
    this.#hasArrived = true;
  };

  readonly #disconnected = (participant: PresentParticipant): void => {
    if (participant.identity !== this.#identity) return;
    clearTimeout(this.#timeout);
    if (this.#isLasting) return;
    if (participant.disconnectReason && FINAL_REASONS.has(participant.disconnectReason)) {
      this.#listener.gone('left');
    } else {
      this.#timeout = setTimeout(() => this.#listener.gone('connection_lost'), ABSENCE_MS);
    }
  };
}
