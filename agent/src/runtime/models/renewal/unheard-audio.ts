import type { AudioFrame } from '@livekit/rtc-node';
import { durationMs } from '../../audio/frame-duration.ts';
import { LoudnessGate } from '../../audio/loudness-gate.ts';

/** Silence between two sentences, in ms. */
const PAUSE_MS = 300;

/** Silence after which an STT begins another transcript, in ms; after shorter ones it may go on with the same. */
const SEPARATE_MS = 1000;

/** Longest time from a word to its final transcript when an STT transcribes long speech in pieces, in ms. */
const PIECE_MS = 1500;

/** Longest time from a word to its final transcript when the service is busy, in ms. */
const BUSY_MS = 8000;

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

/** Indexes of the first and the last loud frame of speech between two pauses. */
type Sentence = { readonly first: number; readonly last: number };

/** Microphone audio that no final transcript covers yet. A new connection to the STT is sent it again. */
export class UnheardAudio {
  readonly #gate = new LoudnessGate();
  #sent: Sent[] = [];
  #ms = 0;
  #quietMs = Number.POSITIVE_INFINITY;
  #repeatedMs = 0;

  /** Time since the latest sound, in ms of audio. */
  get quietMs(): number {
    return this.#quietMs;
  }

  get hasSpeech(): boolean {
    return this.#sent.some(({ isLoud }) => isLoud);
  }

  /** How much of its speech the latest final transcript may cover, in ms from the beginning. */
  get repeatedMs(): number {
    return this.#repeatedMs;
  }

  /** @param now ms, on any monotonic clock */
  push(frame: AudioFrame, now: number): void {
    const isLoud = this.#gate.isLoud(frame.data);
    this.#sent.push({ frame, isLoud, at: now });
    this.#ms += durationMs(frame);
    this.#quietMs = isLoud ? 0 : this.#quietMs + durationMs(frame);
    if (this.#quietMs >= BUSY_MS) this.#keepFrom(this.#sent.length);
    else if (!this.hasSpeech) this.#keepFrom(0);
    while (this.#ms > MAX_MS) this.#shift();
  }

  /** All of it, as sent again `now`. */
  resend(now: number): readonly AudioFrame[] {
    this.#sent = this.#sent.map((each) => ({ ...each, at: now }));
    return this.#sent.map(({ frame }) => frame);
  }

  /**
   * A final transcript has arrived. It covers the oldest sentence, and those that ended long ago; the user may have begun the
   * next one already.
   */
  transcribed(now: number): void {
    const sentences = this.#sentences();
    const covered = sentences.filter(
      ({ last }, index) => index === 0 || this.#isOld(last, now, BUSY_MS),
    );
    const end =
      covered.at(-1)?.last ?? this.#sent.findLastIndex((_, at) => this.#isOld(at, now, PIECE_MS));
    const later = sentences.slice(covered.length);
    const doubtful = covered.length > 0 ? this.#continuation(end, later) : this.#sent.length - 1;
    this.#repeatedMs = this.#durationMs(end + 1, doubtful, true);
    this.#keepFrom(end + 1);
  }

  /** The sentences that are over. */
  #sentences(): Sentence[] {
    const sentences: Sentence[] = [];
    let quietMs = 0;
    let current: Sentence | undefined;
    for (const [index, { frame, isLoud }] of this.#sent.entries()) {
      quietMs = isLoud ? 0 : quietMs + durationMs(frame);
      if (isLoud) current = { first: current?.first ?? index, last: index };
      if (!current || quietMs < PAUSE_MS) continue;
      sentences.push(current);
      current = undefined;
    }
    return sentences;
  }

  /** Where the sentences end that may have the same transcript as what ends at this index. */
  #continuation(end: number, later: readonly Sentence[]): number {
    let to = end;
    for (const { first, last } of later) {
      if (this.#durationMs(to + 1, first - 1, false) >= SEPARATE_MS) break;
      to = last;
    }
    return to;
  }

  #isOld(index: number, now: number, ms: number): boolean {
    return (this.#sent[index]?.at ?? 0) <= now - ms;
  }

  /** Of the loud or the silent frames between two indexes, both inclusive. */
  #durationMs(from: number, to: number, loud: boolean): number {
    return this.#sent
      .slice(from, to + 1)
      .filter(({ isLoud }) => isLoud === loud)
      .reduce((ms, { frame }) => ms + durationMs(frame), 0);
  }

  /** Drops all before the first sound from this index on, and its lead. */
  #keepFrom(index: number): void {
    const speech = this.#sent.findIndex(({ isLoud }, at) => at >= index && isLoud);
    if (speech === -1) this.#repeatedMs = 0;
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
