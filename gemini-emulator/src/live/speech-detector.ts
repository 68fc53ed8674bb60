import { concatenate, loudness } from '../audio/pcm.ts';

/** Sound is judged in frames of this length. */
const FRAME_MS = 20;
/** Speech must last this long to count: a click does not. */
const MIN_SPEECH_MS = 80;
/** Kept from before the speech was noticed, so that its first sound is not lost. */
const PRE_ROLL_MS = 120;
/** Silence after which speech so far can be transcribed, in ms. */
const PAUSE_MS = 160;
/** Longer speech is cut: recognition takes longer with every second. */
const MAX_SPEECH_MS = 25_000;
/** Quieter than this is never speech (full scale is 1). */
const MIN_SPEECH_LOUDNESS = 0.006;
/** Speech is this much louder than the background. */
const OVER_BACKGROUND = 3;
/** Speech goes on as long as it stays above this part of what it took to begin. */
const HYSTERESIS = 0.6;

export type SpeechEvent =
  | { readonly type: 'start' }
  /** A short silence: perhaps the end, perhaps not. */
  | { readonly type: 'pause'; readonly speech: Int16Array; readonly speechEnd: number }
  | { readonly type: 'end'; readonly speech: Int16Array; readonly speechEnd: number };

export type SpeechDetectorOptions = {
  readonly sampleRate: number;
  /** Silence that ends a turn. */
  readonly silenceMs: number;
};

/**
 * Finds speech in a stream of sound by its loudness over the background. Time is counted in samples, never by the
 * clock, so that sound may arrive faster than it was spoken.
 */
export class SpeechDetector {
  readonly #frameLength: number;
  readonly #silenceFrames: number;
  readonly #waiting: Int16Array[] = [];
  #frames: Int16Array[] = [];
  #background = MIN_SPEECH_LOUDNESS / OVER_BACKGROUND;
  #speaking = false;
  #loudFrames = 0;
  #quietFrames = 0;
  #framesHeard = 0;

  constructor({ sampleRate, silenceMs }: SpeechDetectorOptions) {
    this.#frameLength = Math.round((sampleRate * FRAME_MS) / 1000);
    this.#silenceFrames = frames(silenceMs);
  }

  /** Whether speech is going on. */
  get speaking(): boolean {
    return this.#speaking;
  }

  push(samples: Int16Array): SpeechEvent[] {
    const sound = concatenate([...this.#waiting.splice(0), samples]);
    const events: SpeechEvent[] = [];
    let offset = 0;
    for (; offset + this.#frameLength <= sound.length; offset += this.#frameLength) {
      const event = this.#judge(sound.subarray(offset, offset + this.#frameLength));
      if (event) events.push(event);
    }
    if (offset < sound.length) this.#waiting.push(sound.subarray(offset));
    return events;
  }

  /** The stream is over, or paused: what was being said is now complete. */
  flush(): SpeechEvent | undefined {
    this.#waiting.length = 0;
    return this.#speaking ? this.#end() : undefined;
  }

  /** What has been said so far in this turn. */
  speechSoFar(): Int16Array {
    return concatenate(this.#frames);
  }

  #judge(frame: Int16Array): SpeechEvent | undefined {
    const level = loudness(frame);
    const threshold = Math.max(MIN_SPEECH_LOUDNESS, this.#background * OVER_BACKGROUND);
    const loud = level > (this.#speaking ? threshold * HYSTERESIS : threshold);
    // The background falls at once and rises over ten seconds: words do not count as background.
    this.#background += (level - this.#background) * (level < this.#background ? 0.3 : 0.002);
    this.#framesHeard++;
    this.#frames.push(frame);
    this.#loudFrames = loud ? this.#loudFrames + 1 : 0;
    this.#quietFrames = loud ? 0 : this.#quietFrames + 1;
    return this.#speaking ? this.#continue() : this.#begin();
  }

  #begin(): SpeechEvent | undefined {
    if (this.#loudFrames >= frames(MIN_SPEECH_MS)) {
      this.#speaking = true;
      return { type: 'start' };
    }
    if (this.#frames.length > frames(PRE_ROLL_MS) + this.#loudFrames) this.#frames.shift();
    return undefined;
  }

  #continue(): SpeechEvent | undefined {
    const tooLong = this.#frames.length >= frames(MAX_SPEECH_MS);
    if (this.#quietFrames >= this.#silenceFrames || tooLong) return this.#end();
    if (this.#quietFrames !== frames(PAUSE_MS)) return undefined;
    return { type: 'pause', speech: this.speechSoFar(), speechEnd: this.#speechEnd() };
  }

  #end(): SpeechEvent {
    // Silence after the words makes the recognizer less certain.
    const surplus = Math.max(0, this.#quietFrames - frames(PRE_ROLL_MS));
    const speech = concatenate(this.#frames.slice(0, this.#frames.length - surplus));
    const speechEnd = this.#speechEnd();
    this.#speaking = false;
    this.#frames = [];
    this.#loudFrames = 0;
    this.#quietFrames = 0;
    return { type: 'end', speech, speechEnd };
  }

  /** Which frame of the stream was the last loud one. */
  #speechEnd(): number {
    return this.#framesHeard - this.#quietFrames;
  }
}

function frames(ms: number): number {
  return Math.round(ms / FRAME_MS);
}
