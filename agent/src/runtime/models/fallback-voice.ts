import { tokenize, tts } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { type Patience, SpeechPiece } from './speech-piece.ts';

/**
 * The second time is the longest that a user still waits for a voice: until then the text of the answer is held back too, to
 * appear in step with its sound.
 */
const PATIENCE: Patience = { firstSoundMs: 2500, lastFirstSoundMs: 5000, gapMs: 4000 };

/** How long a TTS that failed is asked after the others, in ms. */
const DEMOTED_MS = 30_000;

/**
 * Shortest text of a request after the first sentence of an answer, in characters: about 20 s of speech. Vendors limit requests a
 * minute (Gemini TTS: 10 on tier 1), and an LLM writes this much while the first sentence is spoken.
 */
const NEXT_PIECE_CHARACTERS = 300;

/** The first sentence goes out as soon as it is complete, so that speech starts early. */
const PIECES = new tokenize.basic.SentenceTokenizer({
  firstTokenLength: 20,
  minTokenLength: NEXT_PIECE_CHARACTERS,
});

/**
 * A voice that never costs an answer: it asks several TTS in order, and leaves unspoken what none of them can speak. It then
 * emits one `error` for the answer, and ends as usual.
 */
export class FallbackVoice extends tts.TTS {
  readonly label = 'FallbackVoice';
  readonly #voices: readonly tts.TTS[];
  readonly #patience: Patience;
  readonly #failedAt = new Map<tts.TTS, number>();

  /** @param voices in order of preference, all with one channel */
  constructor(voices: readonly tts.TTS[], patience: Patience = PATIENCE) {
    super(Math.max(...voices.map(({ sampleRate }) => sampleRate)), 1, { streaming: true });
    this.#voices = voices;
    this.#patience = patience;
    for (const voice of voices) {
      voice.on('metrics_collected', (metrics) => this.emit('metrics_collected', metrics));
    }
    // An `error` without a listener would end the process: the session's is removed when the session closes.
    this.on('error', () => {});
  }

  override get model(): string {
    return this.#voices[0]?.model ?? super.model;
  }

  override get provider(): string {
    return this.#voices[0]?.provider ?? super.provider;
  }

  stream(): tts.SynthesizeStream {
    return new FallbackStream(this);
  }

  /** @throws always: use {@link stream} */
  synthesize(): tts.ChunkedStream {
    throw new TypeError('FallbackVoice only streams');
  }

  override async close(): Promise<void> {
    await Promise.all(this.#voices.map((voice) => voice.close()));
  }

  /** Starts to speak part of an answer. */
  speak(text: string, signal: AbortSignal): SpeechPiece {
    return new SpeechPiece({
      text,
      voices: this.#order(performance.now()),
      sampleRate: this.sampleRate,
      patience: this.#patience,
      signal,
      failed: (voice) => this.#failedAt.set(voice, performance.now()),
    });
  }

  /** Part of an answer stays unspoken. */
  gaveUp(error: Error): void {
    const { label } = this;
    const event = { type: 'tts_error', timestamp: Date.now(), label, error } as const;
    this.emit('error', { ...event, recoverable: false });
  }

  /** Those that failed lately come last. */
  #order(now: number): readonly tts.TTS[] {
    const hasFailed = (voice: tts.TTS): number =>
      now - (this.#failedAt.get(voice) ?? Number.NEGATIVE_INFINITY) < DEMOTED_MS ? 1 : 0;
    return this.#voices.toSorted((a, b) => hasFailed(a) - hasFailed(b));
  }
}

class FallbackStream extends tts.SynthesizeStream {
  readonly label = 'FallbackStream';
  readonly #voice: FallbackVoice;
  readonly #pieces = PIECES.stream();
  #hasSound = false;

  constructor(voice: FallbackVoice) {
    super(voice);
    this.#voice = voice;
  }

  protected async run(): Promise<void> {
    const reading = this.#read();
    let spoken: Promise<Error | undefined> = Promise.resolve(undefined);
    let isSilent = false;
    for await (const { token } of this.#pieces) {
      if (isSilent || this.abortSignal.aborted) continue;
      const piece = this.#voice.speak(token, this.abortSignal);
      spoken = this.#play(piece, spoken);
      // The next request waits until the voice is known to work.
      isSilent = !(await piece.hasSound);
    }
    await reading;
    const error = await spoken;
    if (this.abortSignal.aborted) return;
    if (error) this.#voice.gaveUp(error);
    // The framework holds the text back until there is sound, and drops the text of a speech without any.
    if (error && !this.#hasSound) this.#put(silence(this.#voice.sampleRate));
    this.queue.put(tts.SynthesizeStream.END_OF_STREAM);
  }

  /** Cuts the text of the answer into pieces. */
  async #read(): Promise<void> {
    for await (const text of this.input) {
      if (typeof text === 'string') this.#pieces.pushText(text);
      else this.#pieces.flush();
    }
    this.#pieces.endInput();
  }

  /**
   * Plays a piece after the one before it. After a gap, nothing more: it would not be understood.
   *
   * @returns the first error that left words unspoken
   */
  async #play(
    piece: SpeechPiece,
    previous: Promise<Error | undefined>,
  ): Promise<Error | undefined> {
    const error = await previous;
    if (error) return error;
    for await (const frame of piece.frames) {
      if (this.abortSignal.aborted) break;
      this.#put(frame);
    }
    return piece.end;
  }

  #put(frame: AudioFrame): void {
    this.#hasSound = true;
    this.queue.put({ requestId: '', segmentId: '', frame, final: false });
  }
}

/** A tenth of a second. */
function silence(sampleRate: number): AudioFrame {
  const samples = sampleRate / 10;
  return new AudioFrame(new Int16Array(samples), sampleRate, 1, samples);
}
