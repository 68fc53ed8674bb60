import type { Pcm } from '../audio/pcm.ts';
import type { Transcript } from '../stt/moonshine.ts';
import { strike } from './live-fault.ts';
import { Listener } from './listener.ts';
import type { LiveSession, SessionContext } from './live-session.ts';
import type { RealtimeInput, Setup } from './messages.ts';

/** Finals come this long after the last word. */
const SILENCE_MS = 320;

/** Live transcription, as `gemini-3.5-transcribe-live` does it: sound in, words out, nothing answered. */
export class Transcriber implements LiveSession {
  readonly #context: SessionContext;
  readonly #languageCode: string;
  readonly #listener: Listener;
  readonly #closed = new AbortController();

  constructor(setup: Setup, context: SessionContext) {
    this.#context = context;
    // The emulator hears English whatever the language; it says back the one that was asked for, as Google does.
    this.#languageCode = setup.inputAudioTranscription?.languageCodes?.[0] ?? 'en-US';
    this.#listener = new Listener({
      recognizer: context.recognizer,
      silenceMs: SILENCE_MS,
      heardSoFar: (transcript) => this.#sendInterim(transcript),
      heard: (transcript) => void this.#sendFinal(transcript).catch(context.failed),
      failed: context.failed,
    });
  }

  hear(sound: Pcm): void {
    this.#listener.push(sound);
  }

  receiveRealtime({ audioStreamEnd }: RealtimeInput): void {
    if (audioStreamEnd === true) this.#listener.flush();
  }

  /** A transcription has no turns and no tools: what is sent of them is ignored, as Google does. */
  receiveContent(): void {}
  receiveToolResponse(): void {}

  close(): void {
    this.#closed.abort();
  }

  #sendInterim({ text }: Transcript): void {
    this.#context.capture.understand(text, false);
    const interimInputTranscription = { text, languageCode: this.#languageCode };
    this.#context.link.send({ serverContent: { interimInputTranscription } });
  }

  async #sendFinal({ text }: Transcript): Promise<void> {
    const { link, capture, takeFault } = this.#context;
    const course = await strike(takeFault(text), link, this.#closed.signal);
    switch (course.type) {
      case 'over':
        return;
      case 'break':
        course.break();
        return;
      case 'nothing':
        link.send({ serverContent: { generationComplete: true } });
        return;
      case 'answer': {
        const heard = course.answer?.type === 'text' ? course.answer.text : text;
        capture.understand(heard, true);
        const inputTranscription = { text: heard, languageCode: this.#languageCode };
        link.send({ serverContent: { inputTranscription } });
        link.send({ serverContent: { generationComplete: true } });
      }
    }
  }
}
