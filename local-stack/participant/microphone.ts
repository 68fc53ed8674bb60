import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  type LocalTrackPublication,
  type Room,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';

/** Hz, mono. */
export const SAMPLE_RATE = 48_000;

/** Samples of a frame of 10 ms, as WebRTC sends them. */
const FRAME_SAMPLES = SAMPLE_RATE / 100;

/** Samples of silence before and after a sound: a stream loses its first milliseconds. */
const LEAD_SAMPLES = SAMPLE_RATE / 2;
const TAIL_SAMPLES = SAMPLE_RATE;

/** How far ahead frames are queued, in ms. The long queue keeps sound whole on a busy machine; the short one sends at once. */
const QUEUE_MS = { padded: 1000, continuous: 20 };

export type MicrophoneOptions = {
  /** Sends silence between sounds, as a phone does. Without it, each sound has silence around it instead. */
  readonly continuous?: boolean;
};

/** The microphone track of a test participant. */
export class Microphone {
  readonly #source: AudioSource;
  readonly #track: LocalAudioTrack;
  readonly #continuous: boolean;
  #publication: LocalTrackPublication | undefined;
  #playing: Promise<void> | undefined;
  #capturing: Promise<void> = Promise.resolve();
  #isOpen = false;

  constructor({ continuous = false }: MicrophoneOptions = {}) {
    this.#continuous = continuous;
    this.#source = new AudioSource(
      SAMPLE_RATE,
      1,
      continuous ? QUEUE_MS.continuous : QUEUE_MS.padded,
    );
    this.#track = LocalAudioTrack.createAudioTrack('microphone', this.#source);
  }

  /** Publishes a microphone and resolves when the agent has subscribed to it. */
  static async open(room: Room): Promise<Microphone> {
    const microphone = new Microphone();
    await microphone.publish(room);
    await microphone.#publication?.waitForSubscription();
    return microphone;
  }

  async publish(room: Room): Promise<void> {
    this.#isOpen = true;
    if (this.#continuous) void this.#sendSilence();
    const options = new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE });
    this.#publication = await room.localParticipant?.publishTrack(this.#track, options);
  }

  /** Speaks a sentence, and resolves when the last of it is sent. */
  async say(text: string): Promise<void> {
    // Loads a speech synthesizer, which participants that only type do not need.
    const { decodeWav, speak } = await import('@bakebot/gemini-emulator');
    await this.play(decodeWav(await speak(text, { sampleRate: SAMPLE_RATE })).samples);
  }

  /** Plays a sound at its own pace, and resolves when the last of it is sent. */
  async play(samples: Int16Array): Promise<void> {
    this.#playing = this.#continuous ? this.#capture(samples) : this.#capture(padded(samples));
    await this.#playing;
    this.#playing = undefined;
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    await this.#track.close();
  }

  async #capture(samples: Int16Array): Promise<void> {
    for (let at = 0; at < samples.length; at += FRAME_SAMPLES) {
      const frame = new Int16Array(FRAME_SAMPLES);
      frame.set(samples.subarray(at, at + FRAME_SAMPLES));
      await this.#captureFrame(frame);
    }
    if (!this.#continuous) await this.#source.waitForPlayout();
  }

  async #sendSilence(): Promise<void> {
    while (this.#isOpen) {
      if (this.#playing) await this.#playing;
      else await this.#captureFrame(new Int16Array(FRAME_SAMPLES));
    }
  }

  /** One frame at a time: a concurrent `captureFrame` rejects with InvalidState. */
  #captureFrame(samples: Int16Array): Promise<void> {
    const frame = new AudioFrame(samples, SAMPLE_RATE, 1, FRAME_SAMPLES);
    this.#capturing = this.#capturing.then(() => this.#source.captureFrame(frame));
    return this.#capturing;
  }
}

function padded(samples: Int16Array): Int16Array {
  const sound = new Int16Array(LEAD_SAMPLES + samples.length + TAIL_SAMPLES);
  sound.set(samples, LEAD_SAMPLES);
  return sound;
}
