import { type Room, RoomEvent } from '@livekit/rtc-node';
import { withTimeout } from '../async/with-timeout.ts';

/** How long a client may take to subscribe to the agent's voice, in ms. Those that listen do so at once. */
const SUBSCRIBE_MS = 3000;

/**
 * Knows whether anybody listens to the agent's voice.
 *
 * **Cause**: the framework (1.9.0) waits, without a time-out, for somebody to subscribe to the agent's track before it lets out
 * the first word, as sound or as text. A client that shows text only would never get an answer. So nothing is said aloud
 * before somebody listens.
 *
 * **Can go** when text does not wait for a subscriber: `e2e/text-only.test.ts` then passes without it.
 */
export class PlaybackSubscription {
  readonly #room: Room;
  readonly #arrived: () => void;
  /** LiveKit tells of a track's first subscription, and of no other. */
  #subscription = Promise.withResolvers<true>();

  /** @param arrived called whenever somebody begins to listen */
  constructor(room: Room, arrived: () => void) {
    this.#room = room;
    this.#arrived = arrived;
    room.on(RoomEvent.LocalTrackSubscribed, this.#subscribed);
  }

  /** A session with a track of its own is about to begin: it has no listener yet. */
  expect(): void {
    this.#subscription = Promise.withResolvers();
  }

  /** Whether somebody listens; waits a moment for them. */
  async listens(): Promise<boolean> {
    return withTimeout(SUBSCRIBE_MS, this.#subscription.promise, false);
  }

  close(): void {
    this.#room.off(RoomEvent.LocalTrackSubscribed, this.#subscribed);
  }

  readonly #subscribed = (): void => {
    this.#subscription.resolve(true);
    this.#arrived();
  };
}
