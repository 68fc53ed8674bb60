import type { AudioFrame } from '@livekit/rtc-node';
import { durationMs } from '../../audio/frame-duration.ts';
import { LoudnessGate } from '../../audio/loudness-gate.ts';

/** Silence between two sentences, in ms. */
const PAUSE_MS = 300;

/** Longest time from a word to its final transcript, in ms. */
const LATENCY_MS = 1500;

/** Silence after which no more transcripts follow, in ms. */
const SETTLED_MS = 5000;

/** Silence kept before speech, in ms: its first sound may be quiet. */
const LEAD_MS = 400;

/** Most audio, in ms. */
const MAX_MS = 60_000;

type Sent = {
  readonly frame: AudioFrame;
  readonly isLoud: boolean;
  /** When it was sent to the STT, in ms. */
  readonly at: number;
};

/** Microphone audio that no final transcript covers yet. A new connection to the STT is sent it again. */
export class UnheardAudio {
  readonly #gate = new LoudnessGate();
  #sent: Sent[] = [];
  #ms = 0;
  #quietMs = Number.POSITIVE_INFINITY;
  #mayRepeat = false;

  /** Time since the latest sound, in ms of audio. */
  get quietMs(): number {
    return this.#quietMs;
  }

  get hasSpeech(): boolean {
    return this.#sent.some(({ isLoud }) => isLoud);
  }

  /** Whether a final transcript may cover the beginning of it. */
  get mayRepeat(): boolean {
    return this.#mayRepeat;
  }

  /** @param now ms, on any monotonic clock */
  push(frame: AudioFrame, now: number): void {
    const isLoud = this.#gate.isLoud(frame.data);
    this.#sent.push({ frame, isLoud, at: now });
    this.#ms += durationMs(frame);
    this.#quietMs = isLoud ? 0 : this.#quietMs + durationMs(frame);
    if (this.#quietMs >= SETTLED_MS) this.#keepFrom(this.#sent.length);
    else if (!this.hasSpeech) this.#keepFrom(0);
    while (this.#ms > MAX_MS) this.#shift();
  }

  /** All of it, as sent again `now`. */
  resend(now: number): readonly AudioFrame[] {
    this.#sent = this.#sent.map((each) => ({ ...each, at: now }));
    return this.#sent.map(({ frame }) => frame);
  }

  /**
   * A final transcript has arrived. It covers the oldest sentence, and those that ended some time ago; the user may have begun
   * the next one already.
   */
  transcribed(now: number): void {
    const isOld = (index: number): boolean => (this.#sent[index]?.at ?? 0) <= now - LATENCY_MS;
    const covered = this.#sentenceEnds().filter((end, index) => index === 0 || isOld(end));
    // Speech without a pause is transcribed in pieces.
    const last = covered.at(-1) ?? this.#sent.findLastIndex((_, index) => isOld(index));
    this.#keepFrom(last + 1);
    this.#mayRepeat = this.hasSpeech;
  }

  /** The index of the last loud frame of each sentence that is over. */
  #sentenceEnds(): number[] {
    const ends: number[] = [];
    let quietMs = 0;
    let last: number | undefined;
    for (const [index, { frame, isLoud }] of this.#sent.entries()) {
      quietMs = isLoud ? 0 : quietMs + durationMs(frame);
      if (isLoud) last = index;
      if (last === undefined || quietMs < PAUSE_MS) continue;
      ends.push(last);
      last = undefined;
    }
    return ends;
  }

  /** Drops all before the first sound from this index on, and its lead. */
  #keepFrom(index: number): void {
    const speech = this.#sent.findIndex(({ isLoud }, at) => at >= index && isLoud);
    if (speech === -1) this.#mayRepeat = false;
    let from = speech === -1 ? this.#sent.length : speech;
    for (let leadMs = 0; leadMs < LEAD_MS; from--) {
      const before = this.#sent[from - 1];
      if (!before || before.isLoud) break;
      leadMs += durationMs(before.frame);
    }
    for (; from > 0; from--) this.#shift();
  }

  #shift(): void {
    const first = this.#sent.shift();
    if (first) this.#ms -= durationMs(first.frame);
  }
}
