import { decodeWav, speak } from '@bakebot/gemini-emulator';
import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  type Room,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';

/** Hz. */
export const SAMPLE_RATE = 48_000;

/** Silence before and after words, in samples: as their first sound, a stream would lose its beginning. */
const LEAD = SAMPLE_RATE / 2;
const TAIL = SAMPLE_RATE;

/** Sound travels in pieces of this length. */
const FRAME_MS = 20;

/** A participant's microphone: silent, until something is said into it. */
export class Microphone {
  readonly #source = new AudioSource(SAMPLE_RATE, 1);

  /** Publishes it into the room, and resolves when the agent hears it. */
  static async open(room: Room): Promise<Microphone> {
    const microphone = new Microphone();
    const track = LocalAudioTrack.createAudioTrack('microphone', microphone.#source);
    const options = new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE });
    const publication = await room.localParticipant?.publishTrack(track, options);
    await publication?.waitForSubscription();
    return microphone;
  }

  /** Says a sentence, in a clear voice with silence around it; resolves when it is said. */
  async say(text: string): Promise<void> {
    await this.play(decodeWav(await speak(text, { sampleRate: SAMPLE_RATE })).samples);
  }

  /** Plays a sound of `SAMPLE_RATE` with silence around it; resolves when it is over. */
  async play(samples: Int16Array): Promise<void> {
    const padded = new Int16Array(LEAD + samples.length + TAIL);
    padded.set(samples, LEAD);
    const length = (SAMPLE_RATE * FRAME_MS) / 1000;
    for (let at = 0; at + length <= padded.length; at += length) {
      const frame = padded.slice(at, at + length);
      await this.#source.captureFrame(new AudioFrame(frame, SAMPLE_RATE, 1, length));
    }
    await this.#source.waitForPlayout();
  }
}
