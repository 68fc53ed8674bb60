import { callOver, LiveKitServiceError } from '../state/errors.ts';
import type { LocalParticipant } from '../platform/room.ts';

/**
 * The device's microphone in one call. It is asked for when it is first used, and from then on only muted and unmuted,
 * which takes no time. Changes are made one after the other, in the order in which they were asked for.
 */
export class Microphone {
  readonly #participant: LocalParticipant;
  readonly #permission: (permission: 'granted' | 'denied') => void;
  #track: MediaStreamTrack | undefined;
  #last: Promise<void> = Promise.resolve();
  #isOver = false;

  /** @param permission called with what the user, or the system, decided */
  constructor(
    participant: LocalParticipant,
    permission: (permission: 'granted' | 'denied') => void,
  ) {
    this.#participant = participant;
    this.#permission = permission;
  }

  /** The track that is published, for a level meter. */
  get track(): MediaStreamTrack | undefined {
    return this.#track;
  }

  /**
   * Opens it: the first time, this asks the user.
   *
   * @throws LiveKitServiceError `microphone_*`, or `cancelled` when the call ended meanwhile
   */
  open(): Promise<void> {
    return this.#change(() => this.#open());
  }

  mute(): Promise<void> {
    return this.#change(async () => {
      if (this.#track) await this.#participant.setMicrophoneEnabled(false);
    });
  }

  /** Gives the device back: its light goes out. */
  close(): Promise<void> {
    return this.#change(() => this.#close());
  }

  /** What it captures is dead. One that was in use is opened anew, or on its next use. */
  renew({ isOpen }: { readonly isOpen: boolean }): Promise<void> {
    return this.#change(async () => {
      if (!this.#track) return;
      await this.#close();
      if (isOpen) await this.#open();
    });
  }

  /** The call is over: its room gives back what is open. What the user is still being asked for is not opened. */
  end(): void {
    this.#isOver = true;
    this.#track = undefined;
  }

  async #open(): Promise<void> {
    let track: MediaStreamTrack | undefined;
    try {
      if (this.#isOver) throw callOver();
      const publication = await this.#participant.setMicrophoneEnabled(true);
      track = publication?.track?.mediaStreamTrack;
    } catch (cause) {
      const error = this.#isOver ? callOver() : toServiceError(cause);
      if (error.code === 'microphone_denied') this.#permission('denied');
      throw error;
    }
    if (this.#isOver) {
      if (track) await this.#participant.unpublishTrack(track);
      throw callOver();
    }
    this.#track = track;
    this.#permission('granted');
  }

  async #close(): Promise<void> {
    if (!this.#track) return;
    await this.#participant.unpublishTrack(this.#track);
    this.#track = undefined;
  }

  #change(change: () => Promise<void>): Promise<void> {
    const done = this.#last.then(change);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

/** By the names of https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia */
function toServiceError(cause: unknown): LiveKitServiceError {
  switch (cause instanceof Error ? cause.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return new LiveKitServiceError('microphone_denied', 'The microphone is not allowed.', {
        cause,
      });
    case 'NotFoundError':
    case 'OverconstrainedError':
      return new LiveKitServiceError('microphone_missing', 'There is no microphone.', { cause });
    default:
      return new LiveKitServiceError('microphone_failed', 'The microphone cannot be opened.', {
        cause,
      });
  }
}
