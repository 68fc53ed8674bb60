import { type Room, RoomEvent } from '@livekit/rtc-node';

/** How long a client may take to subscribe to the agent's voice, in ms. Those that listen do so at once. */
const SUBSCRIBE_MS = 8000;

/**
 * Watches whether anybody listens to the agent's voice.
 *
 * **Cause**: the framework (1.9.0) waits, without a time-out, for somebody to subscribe to the agent's track before it lets out
 * the first word, as sound or as text. A client that shows text only would never get an answer.
 *
 * **Can go** when text does not wait for a subscriber.
 */
export class Listeners {
  readonly #room: Room;
  readonly #changed: (heard: boolean) => void;
  #timeout: NodeJS.Timeout | undefined;
  /** Whether the present track was subscribed to: LiveKit tells the first time only. */
  #isSubscribed = false;

  constructor(room: Room, changed: (heard: boolean) => void) {
    this.#room = room;
    this.#changed = changed;
    room.on(RoomEvent.LocalTrackPublished, this.#published);
    room.on(RoomEvent.LocalTrackSubscribed, this.#subscribed);
  }

  close(): void {
    clearTimeout(this.#timeout);
    this.#room.off(RoomEvent.LocalTrackPublished, this.#published);
    this.#room.off(RoomEvent.LocalTrackSubscribed, this.#subscribed);
  }

  /** The user is there: now is the time to subscribe. */
  expect(): void {
    if (this.#isSubscribed) return;
    clearTimeout(this.#timeout);
    this.#timeout = setTimeout(() => this.#changed(false), SUBSCRIBE_MS);
  }

  /** A session that replaces another has a track of its own. */
  readonly #published = (): void => {
    this.#isSubscribed = false;
    const [user] = this.#room.remoteParticipants.values();
    if (user) this.expect();
  };

  readonly #subscribed = (): void => {
    this.#isSubscribed = true;
    clearTimeout(this.#timeout);
    this.#changed(true);
  };
}
