import { type Room, RoomEvent } from '@livekit/rtc-node';
import { withTimeout } from '../async/with-timeout.ts';

/** Time for a client to subscribe to the agent's track, in ms. Clients that play audio do so at once. */
const SUBSCRIBE_MS = 3000;

/**
 * Tracks whether a client subscribes to the agent's audio track.
 *
 * **Cause**: the framework (1.9.0) waits, without a time-out, for a subscriber to the agent's track before it sends the first
 * word, both as audio and as text. A client that only shows text would never get a reply. So the agent's audio is off
 * until a client subscribes.
 *
 * **Can go** when text does not wait for a subscriber: `e2e/text-only.test.ts` then passes without it.
 */
export class PlaybackSubscription {
  readonly #room: Room;
  readonly #onSubscribed: () => void;
  /** LiveKit reports the first subscription to a track only. */
  #subscription = Promise.withResolvers<true>();

  /** @param onSubscribed called when a client subscribes to a new track */
  constructor(room: Room, onSubscribed: () => void) {
    this.#room = room;
    this.#onSubscribed = onSubscribed;
    room.on(RoomEvent.LocalTrackSubscribed, this.#subscribed);
  }

  /** Call before a session starts: it publishes a new track, which has no subscriber yet. */
  reset(): void {
    this.#subscription = Promise.withResolvers();
  }

  /** Whether a client subscribes within three seconds. */
  async isSubscribed(): Promise<boolean> {
    return (await withTimeout(SUBSCRIBE_MS, this.#subscription.promise)) ?? false;
  }

  close(): void {
    this.#room.off(RoomEvent.LocalTrackSubscribed, this.#subscribed);
  }

  readonly #subscribed = (): void => {
    this.#subscription.resolve(true);
    this.#onSubscribed();
  };
}
