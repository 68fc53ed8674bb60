import { SerialQueue } from '../async/serial-queue.ts';
import type { LocalParticipant } from '../platform/room.ts';
import { cancelled, LiveKitServiceError } from '../state/errors.ts';

/**
 * The device's microphone in one room. Captured on first use, then only muted and unmuted, which takes no time. Changes
 * run in the order of the calls.
 */
export class Microphone {
  readonly #participant: LocalParticipant;
  readonly #onPermission: (permission: 'granted' | 'denied') => void;
  readonly #changes = new SerialQueue();
  #track: MediaStreamTrack | undefined;
  #hasEnded = false;

  constructor(
    participant: LocalParticipant,
    onPermission: (permission: 'granted' | 'denied') => void,
  ) {
    this.#participant = participant;
    this.#onPermission = onPermission;
  }

  /** The captured track, for a level meter. */
  get track(): MediaStreamTrack | undefined {
    return this.#track;
  }

  /**
   * Captures or unmutes it. The first call prompts the user for permission.
   *
   * @throws LiveKitServiceError `microphone_*`, or `cancelled` when the room was left first
   */
  open(): Promise<void> {
    return this.#changes.run(() => this.#open());
  }

  mute(): Promise<void> {
    return this.#changes.run(async () => {
      if (this.#track) await this.#participant.setMicrophoneEnabled(false);
    });
  }

  /** Stops the capture. */
  close(): Promise<void> {
    return this.#changes.run(() => this.#close());
  }

  /** Replaces a capture that no longer delivers audio: at once when `isOpen`, otherwise on the next use. */
  restart({ isOpen }: { readonly isOpen: boolean }): Promise<void> {
    return this.#changes.run(async () => {
      if (!this.#track) return;
      await this.#close();
      if (isOpen) await this.#open();
    });
  }

  /** The room is left, which stops the capture. A pending permission prompt no longer opens the microphone. */
  end(): void {
    this.#hasEnded = true;
    this.#track = undefined;
  }

  async #open(): Promise<void> {
    let track: MediaStreamTrack | undefined;
    try {
      if (this.#hasEnded) throw cancelled();
      const publication = await this.#participant.setMicrophoneEnabled(true);
      track = publication?.track?.mediaStreamTrack;
    } catch (cause) {
      const error = this.#hasEnded ? cancelled() : toServiceError(cause);
      if (error.code === 'microphone_denied') this.#onPermission('denied');
      throw error;
    }
    if (this.#hasEnded) {
      if (track) await this.#participant.unpublishTrack(track);
      throw cancelled();
    }
    this.#track = track;
    this.#onPermission('granted');
  }

  async #close(): Promise<void> {
    if (!this.#track) return;
    await this.#participant.unpublishTrack(this.#track);
    this.#track = undefined;
  }
}

/** Error names: https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia */
function toServiceError(cause: unknown): LiveKitServiceError {
  switch (cause instanceof Error ? cause.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return new LiveKitServiceError('microphone_denied', 'Microphone access was denied.', {
        cause,
      });
    case 'NotFoundError':
    case 'OverconstrainedError':
      return new LiveKitServiceError('microphone_missing', 'The device has no microphone.', {
        cause,
      });
    default:
      return new LiveKitServiceError('microphone_failed', 'Failed to open the microphone.', {
        cause,
      });
  }
}
