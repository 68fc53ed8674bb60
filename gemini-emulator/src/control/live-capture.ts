import { randomUUID } from 'node:crypto';
import { concatenate, durationMs, type Pcm } from '../audio/pcm.ts';
import type { Kind } from './faults.ts';

/** How much of what is heard on one connection is kept: the last five minutes. */
const MAX_AUDIO_MS = 5 * 60_000;
const MAX_MESSAGES = 1000;
/** Longer strings than this, in `data`, are sound or pictures. */
const MAX_DATA_CHARACTERS = 64;

type Note = { readonly at: number; readonly from: 'client' | 'server'; readonly text: string };
type HeardText = { readonly at: number; readonly text: string; readonly final: boolean };

/** One Live connection: its setup, its messages without the sound, what was understood, and the sound itself. */
export class LiveCapture {
  readonly id = randomUUID();
  readonly at = Date.now();
  readonly kind = 'live' satisfies Kind;
  readonly model: string;
  readonly #setup: unknown;
  readonly #grown: () => void;
  readonly #messages: Note[] = [];
  readonly #transcripts: HeardText[] = [];
  readonly #audio: Int16Array[] = [];
  #sampleRate = 16_000;
  #samples = 0;
  #messageBytes = 0;
  #closed: { readonly code: number; readonly by: 'client' | 'server' } | undefined;

  /** @param grown called when it holds more than before. */
  constructor(model: string, setup: unknown, grown: () => void) {
    this.model = model;
    this.#setup = setup;
    this.#grown = grown;
  }

  get bytes(): number {
    return this.#samples * 2 + this.#messageBytes;
  }

  note(from: Note['from'], message: unknown): void {
    const text = withoutData(message);
    this.#messages.push({ at: Date.now(), from, text });
    this.#messageBytes += text.length;
    if (this.#messages.length > MAX_MESSAGES)
      this.#messageBytes -= this.#messages.shift()?.text.length ?? 0;
    this.#grown();
  }

  hear({ samples, sampleRate }: Pcm): void {
    if (sampleRate !== this.#sampleRate) {
      this.#audio.length = 0;
      this.#samples = 0;
      this.#sampleRate = sampleRate;
    }
    this.#audio.push(samples);
    this.#samples += samples.length;
    while ((this.#samples / sampleRate) * 1000 > MAX_AUDIO_MS) {
      this.#samples -= this.#audio.shift()?.length ?? 0;
    }
    this.#grown();
  }

  understand(text: string, final: boolean): void {
    this.#transcripts.push({ at: Date.now(), text, final });
    if (this.#transcripts.length > MAX_MESSAGES) this.#transcripts.shift();
  }

  close(code: number, by: 'client' | 'server'): void {
    this.#closed ??= { code, by };
  }

  audio(): Pcm {
    return { samples: concatenate(this.#audio), sampleRate: this.#sampleRate };
  }

  toJSON(): object {
    return {
      id: this.id,
      at: this.at,
      kind: this.kind,
      model: this.model,
      setup: this.#setup,
      messages: this.#messages.map(({ at, from, text }) => ({
        at,
        from,
        message: JSON.parse(text) as unknown,
      })),
      transcripts: this.#transcripts,
      audioMs: Math.round(durationMs(this.audio())),
      ...(this.#closed && { closed: this.#closed }),
    };
  }
}

function withoutData(message: unknown): string {
  return JSON.stringify(message, (key, value: unknown) =>
    key === 'data' && typeof value === 'string' && value.length > MAX_DATA_CHARACTERS
      ? `<${Buffer.byteLength(value, 'base64')} bytes>`
      : value,
  );
}
