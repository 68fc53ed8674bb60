import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { bytesFromPcm, durationMs } from '../audio/pcm.ts';
import { chooseReply } from '../replies/choose-reply.ts';
import type { Conversation, ModelTurn, ToolCall } from '../replies/conversation.ts';
import type { Fault } from '../control/faults.ts';
import { languageOfTag } from '../tts/language.ts';
import { splitIntoChunks } from '../tts/sentences.ts';
import { SPEECH_SAMPLE_RATE, type Utterance, type Voice } from '../tts/voice.ts';
import { toolsFrom } from '../wire/conversation-from-content.ts';
import { audioTokens, textTokens, total, type Usage } from '../wire/usage.ts';
import { strike } from './live-fault.ts';
import type { LiveLink } from './live-link.ts';
import type { ServerContent, Setup } from './messages.ts';

/** Speech travels in pieces of this length. */
const PIECE_MS = 100;
/** Roughly what Live thinks in before a short answer. */
const THOUGHT_TOKENS = 32;

export type GenerationOptions = {
  readonly setup: Setup;
  readonly conversation: Conversation;
  readonly link: LiveLink;
  readonly voice: Voice;
  readonly firstWordMs: number;
};

/** One answer of the model, from the thought to the last sound. */
export class Generation {
  readonly #options: GenerationOptions;
  readonly #stopped = new AbortController();
  #running = false;
  #said = '';
  #spokenMs = 0;
  /** When the client will have played what it was sent, in ms since the epoch. */
  #playedAt = 0;

  constructor(options: GenerationOptions) {
    this.#options = options;
  }

  /** Resolves with the turn that the model took; without one if it was interrupted or a fault ended it. */
  async run(fault: Fault | undefined): Promise<ModelTurn | undefined> {
    this.#running = true;
    try {
      return await this.#run(fault);
    } finally {
      this.#running = false;
    }
  }

  /**
   * The user speaks over the answer: no more of it is sent. Returns what was said until then.
   *
   * Google ends an interrupted turn with `interrupted` and then `turnComplete`; when only the client still plays what
   * it was sent, with `interrupted` alone.
   */
  interrupt(): ModelTurn | undefined {
    const audible = this.#running ? this.#said !== '' : Date.now() < this.#playedAt;
    const spoken = this.#running && audible ? modelTurn(this.#said) : undefined;
    const wasRunning = this.#running;
    this.stop();
    if (audible) this.#send({ interrupted: true });
    if (audible && wasRunning) this.#send({ turnComplete: true });
    return spoken;
  }

  /** Stops without a word. */
  stop(): void {
    this.#stopped.abort();
    this.#running = false;
    this.#playedAt = 0;
  }

  async #run(fault: Fault | undefined): Promise<ModelTurn | undefined> {
    const { conversation, setup, link } = this.#options;
    const course = await strike(fault, link, this.#stopped.signal);
    if (this.#stopped.signal.aborted || course.type === 'over') return undefined;
    if (course.type === 'nothing') {
      const turnCompleteReason = course.reason;
      this.#send({
        turnComplete: true,
        ...(turnCompleteReason !== undefined && { turnCompleteReason }),
      });
      return modelTurn('');
    }
    await sleep(this.#options.firstWordMs, undefined, { signal: this.#stopped.signal }).catch(
      () => {},
    );
    if (this.#stopped.signal.aborted) return undefined;
    const ordered = course.type === 'answer' ? course.answer : undefined;
    const answer = ordered ?? chooseReply(conversation, toolsFrom(setup.tools));
    if (answer.type === 'calls' && course.type === 'answer') return this.#call(answer.calls);
    const text = answer.type === 'text' ? answer.text : 'One moment.';
    if (course.type === 'answer') return this.#speak(text);
    await this.#speakABit(text);
    course.break();
    return undefined;
  }

  #call(calls: readonly ToolCall[]): ModelTurn {
    const functionCalls = calls.map((call) => ({ ...call, id: `call-${randomUUID()}` }));
    this.#options.link.send({ toolCall: { functionCalls } });
    return { from: 'model', text: '', calls: functionCalls };
  }

  async #speak(text: string): Promise<ModelTurn | undefined> {
    for await (const pieces of this.#utterances(text)) {
      if (this.#stopped.signal.aborted) return undefined;
      for (const piece of pieces) this.#send(piece);
    }
    if (this.#stopped.signal.aborted) return undefined;
    this.#send({ generationComplete: true });
    this.#options.link.send({
      serverContent: { turnComplete: true },
      usageMetadata: this.#usage(),
    });
    return modelTurn(this.#said);
  }

  async #speakABit(text: string): Promise<void> {
    for await (const pieces of this.#utterances(text)) {
      for (const piece of pieces.slice(0, 2)) this.#send(piece);
      return;
    }
  }

  /** The answer as it is sent: sentence by sentence as speech, or a few words at a time as text. */
  async *#utterances(text: string): AsyncGenerator<ServerContent[]> {
    const { setup, voice } = this.#options;
    const { responseModalities, speechConfig } = setup.generationConfig;
    if (responseModalities?.includes('TEXT') === true) {
      for (const words of splitIntoChunks(text)) {
        this.#said += words;
        yield [{ modelTurn: { role: 'model', parts: [{ text: words }] } }];
      }
      return;
    }
    for await (const utterance of voice.speak(text, languageOfTag(speechConfig?.languageCode))) {
      if (this.#stopped.signal.aborted) return;
      yield this.#spoken(utterance);
    }
  }

  #spoken({ text, samples }: Utterance): ServerContent[] {
    const words = this.#said === '' ? text : ` ${text}`;
    const ms = durationMs({ samples, sampleRate: SPEECH_SAMPLE_RATE });
    this.#said += words;
    this.#spokenMs += ms;
    this.#playedAt = Math.max(this.#playedAt, Date.now()) + ms;
    const [first, ...rest] = piecesOf(samples).map(audioContent);
    // Google puts what it has at the same time into one message.
    const outputTranscription = this.#options.setup.outputAudioTranscription && { text: words };
    return [{ ...first, ...(outputTranscription && { outputTranscription }) }, ...rest];
  }

  #usage(): object {
    const heard = this.#options.conversation.turns.map((turn) => ('text' in turn ? turn.text : ''));
    const prompt: Usage = [textTokens(heard.join(' '))];
    const response: Usage = [
      this.#spokenMs > 0 ? audioTokens(this.#spokenMs) : textTokens(this.#said),
    ];
    return {
      promptTokenCount: total(prompt),
      responseTokenCount: total(response),
      thoughtsTokenCount: THOUGHT_TOKENS,
      totalTokenCount: total(prompt) + total(response) + THOUGHT_TOKENS,
      promptTokensDetails: prompt,
      responseTokensDetails: response,
    };
  }

  #send(serverContent: ServerContent): void {
    this.#options.link.send({ serverContent });
  }
}

function modelTurn(text: string): ModelTurn {
  return { from: 'model', text, calls: [] };
}

function piecesOf(samples: Int16Array): Int16Array[] {
  const length = (SPEECH_SAMPLE_RATE * PIECE_MS) / 1000;
  return Array.from({ length: Math.ceil(samples.length / length) }, (_, index) =>
    samples.subarray(index * length, (index + 1) * length),
  );
}

function audioContent(samples: Int16Array): ServerContent {
  const data = bytesFromPcm(samples).toString('base64');
  const mimeType = `audio/pcm;rate=${SPEECH_SAMPLE_RATE}`;
  return { modelTurn: { role: 'model', parts: [{ inlineData: { mimeType, data } }] } };
}
