import { voice } from '@livekit/agents';
import { withTimeout } from '../async/with-timeout.ts';
import { SingleSpeech, type Speech } from '../speech/speech.ts';

const { SpeechCreated } = voice.AgentSessionEventTypes;

/** Time from a tool's result to the reply, in ms. Gemini takes one or two seconds. */
const CONTINUATION_MS = 4500;

/**
 * A reply of Gemini Live, including the speeches after its tool calls.
 *
 * **Cause**: Gemini Live continues by itself after a tool's result. The framework (1.9.0) makes the continuation a separate
 * speech, unrelated to the one that called the tool, whose handle is done without a word before the reply starts.
 *
 * **Can go** when `await handle` includes the reply after a tool call: `tool-call-speech.test.ts` then fails.
 */
export class ToolCallSpeech implements Speech {
  readonly done: Promise<void>;
  readonly #parts: SingleSpeech[] = [];
  #interrupted = false;
  #isIncomplete = false;
  #next = Promise.withResolvers<true>();

  /** @param claims assigns unasked speeches: one reply at a time may claim them */
  constructor(session: voice.AgentSession, first: voice.SpeechHandle, claims: SpeechClaims) {
    this.#parts.push(new SingleSpeech(first));
    const join = ({ userInitiated, speechHandle }: voice.SpeechCreatedEvent): void => {
      if (userInitiated || !this.#callsTool() || !claims.claim(speechHandle)) return;
      this.#parts.push(new SingleSpeech(speechHandle));
      if (this.#interrupted) speechHandle.interrupt(true);
      this.#next.resolve(true);
    };
    session.prependListener(SpeechCreated, join);
    this.done = this.#follow().finally(() => session.off(SpeechCreated, join));
  }

  owns(speechId: string): boolean {
    return this.#parts.some((part) => part.owns(speechId));
  }

  text(): string {
    return this.#parts
      .map((part) => part.text())
      .join(' ')
      .trim();
  }

  get interrupted(): boolean {
    return this.#interrupted || this.#parts.some((part) => part.interrupted);
  }

  get isIncomplete(): boolean {
    return this.#isIncomplete;
  }

  interrupt(): void {
    this.#interrupted = true;
    this.#parts.at(-1)?.interrupt();
    this.#next.resolve(true);
  }

  async #follow(): Promise<void> {
    for (let at = 0; ; at++) {
      await this.#parts[at]?.done;
      if (this.interrupted) return;
      if (at + 1 < this.#parts.length) continue;
      if (!this.#callsTool()) return;
      this.#isIncomplete = !(await withTimeout(CONTINUATION_MS, this.#next.promise));
      this.#next = Promise.withResolvers();
      if (this.#interrupted || this.#isIncomplete) return;
    }
  }

  #callsTool(): boolean {
    return this.#parts.at(-1)?.handle.chatItems.at(-1)?.type.startsWith('function_call') === true;
  }
}

/** The speeches that the model started by itself and that belong to a reply. */
export class SpeechClaims {
  readonly #claimed = new WeakSet<voice.SpeechHandle>();

  /** @returns false when another reply has claimed the speech */
  claim(speech: voice.SpeechHandle): boolean {
    if (this.#claimed.has(speech)) return false;
    this.#claimed.add(speech);
    return true;
  }
}
