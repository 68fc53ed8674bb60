import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  type Room,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';

/** Hz: what a browser sends. */
export const SAMPLE_RATE = 48_000;
const FRAME_SAMPLES = SAMPLE_RATE / 100;
/** Short, so that what is captured now is sent now. */
const QUEUE_MS = 20;

/** A microphone that is always open, as a phone's: silence, and speech when there is something to say. */
export class Microphone {
  readonly #source = new AudioSource(SAMPLE_RATE, 1, QUEUE_MS);
  #speech: Int16Array = new Int16Array();
  #spoken = () => {};
  readonly #track = LocalAudioTrack.createAudioTrack('microphone', this.#source);
  #open = false;

  /** From now on it is heard in the room. One that is not published takes no time. */
  async publish(room: Room): Promise<void> {
    this.#open = true;
    void this.#run();
    const options = new TrackPublishOptions();
    options.source = TrackSource.SOURCE_MICROPHONE;
    await room.localParticipant?.publishTrack(this.#track, options);
  }

  /**
   * Says something, at the pace of speech. Resolves when the last of it is sent.
   *
   * @param speech mono, 48 kHz
   */
  async say(speech: Int16Array): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#speech = speech;
      this.#spoken = resolve;
    });
  }

  async close(): Promise<void> {
    this.#open = false;
    await this.#track.close();
  }

  async #run(): Promise<void> {
    while (this.#open) {
      const samples = new Int16Array(FRAME_SAMPLES);
      samples.set(this.#speech.subarray(0, FRAME_SAMPLES));
      const isLast = this.#speech.length > 0 && this.#speech.length <= FRAME_SAMPLES;
      this.#speech = this.#speech.subarray(FRAME_SAMPLES);
      await this.#source.captureFrame(new AudioFrame(samples, SAMPLE_RATE, 1, FRAME_SAMPLES));
      if (isLast) this.#spoken();
    }
  }
}
