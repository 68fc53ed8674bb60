import { setTimeout as sleep } from 'node:timers/promises';
import { concatenate, type Pcm } from '../audio/pcm.ts';
import { pendingUserTurn, type ToolCall, type Turn } from '../replies/conversation.ts';
import type { Transcript } from '../stt/moonshine.ts';
import { instructionsOf, textOf, toolsTurn, turnsFrom } from '../wire/conversation-from-content.ts';
import { Generation } from './generation.ts';
import { Listener } from './listener.ts';
import type { LiveSession, SessionContext } from './live-session.ts';
import type {
  ClientContent,
  RealtimeInput,
  Setup,
  ToolResponse,
  VoiceActivity,
} from './messages.ts';

/** Silence that ends a turn, when the setup does not say. */
const SILENCE_MS = 500;
/** Some clients send a typed turn as realtime text and again as content: the content is waited for. */
const CONTENT_MAY_FOLLOW_MS = 50;
/** Less sure of its words than this, the answer says what was heard. */
const SURE = 0.5;

/** A conversation, as Gemini Live holds it: speech, text and pictures in; speech and tool calls out. */
export class Dialogue implements LiveSession {
  readonly #setup: Setup;
  readonly #context: SessionContext;
  readonly #listener: Listener | undefined;
  readonly #turns: Turn[] = [];
  readonly #pendingCalls = new Map<string, ToolCall>();
  #toolResponses: ToolResponse['functionResponses'] = [];
  /** Sound of the activity that the client has marked. */
  #activity: Pcm[] | undefined;
  #generation: Generation | undefined;
  /** Where the turn that the model takes belongs: what came while it spoke comes after it. */
  #answersAt = 0;
  /** Input is understood in the order in which it came, although looking and listening take time. */
  #understanding: Promise<void> = Promise.resolve();
  #toUnderstand = 0;
  #answerDue = false;
  /** Answers come one after the other. */
  #answering: Promise<void> = Promise.resolve();
  #answersWanted = 0;

  constructor(setup: Setup, context: SessionContext) {
    this.#setup = setup;
    this.#context = context;
    const { automaticActivityDetection: detection } = setup.realtimeInputConfig;
    if (detection?.disabled === true) return;
    this.#listener = new Listener({
      recognizer: context.recognizer,
      silenceMs: detection?.silenceDurationMs ?? SILENCE_MS,
      speechStarted: (atMs) => {
        this.#report('ACTIVITY_START', atMs);
        this.#interruptBySpeech();
      },
      speechEnded: (atMs) => this.#report('ACTIVITY_END', atMs),
      heard: (transcript) => this.#understand(() => this.#addSpoken(transcript), true),
      failed: context.failed,
    });
  }

  hear(sound: Pcm): void {
    if (this.#listener) this.#listener.push(sound);
    else this.#activity?.push(sound);
  }

  receiveContent({ turns, turnComplete }: ClientContent): void {
    if (turnComplete) this.#interrupt();
    this.#understand(async () => {
      this.#turns.push(...(await turnsFrom(turns)));
    }, turnComplete);
  }

  receiveRealtime({ text, activityStart, activityEnd, audioStreamEnd }: RealtimeInput): void {
    if (text !== undefined) this.#receiveText(text);
    if (activityStart) {
      this.#interruptBySpeech();
      this.#activity = [];
    }
    if (activityEnd) this.#endActivity();
    if (audioStreamEnd === true) this.#listener?.flush();
  }

  receiveToolResponse({ functionResponses }: ToolResponse): void {
    for (const response of functionResponses) {
      const pending = response.id === undefined ? undefined : this.#pendingCalls.get(response.id);
      if (!pending || response.willContinue === true) continue;
      this.#pendingCalls.delete(response.id ?? '');
      this.#toolResponses.push({ ...response, name: pending.name });
    }
    if (this.#pendingCalls.size > 0 || this.#toolResponses.length === 0) return;
    const responses = this.#toolResponses.splice(0);
    const spoken = responses.some(({ scheduling }) => scheduling !== 'SILENT');
    this.#understand(async () => void this.#turns.push(toolsTurn(responses)), spoken);
  }

  close(): void {
    this.#generation?.stop();
  }

  /** Google sends it with content that is empty. */
  #report(voiceActivityType: VoiceActivity['voiceActivityType'], atMs: number): void {
    const audioOffset = `${(atMs / 1000).toFixed(3)}s`;
    this.#context.link.send({
      serverContent: {},
      voiceActivity: { voiceActivityType, audioOffset },
    });
  }

  #receiveText(text: string): void {
    this.#interrupt();
    this.#understand(async () => {
      this.#turns.push({ from: 'user', text: textOf({ parts: [{ text }] }), pictures: [] });
      await sleep(CONTENT_MAY_FOLLOW_MS);
    }, true);
  }

  #endActivity(): void {
    const sounds = this.#activity ?? [];
    this.#activity = undefined;
    this.#understand(async () => {
      const sampleRate = sounds[0]?.sampleRate ?? 16_000;
      const samples = concatenate(sounds.map((sound) => sound.samples));
      const heard = await this.#context.recognizer.transcribe({ samples, sampleRate });
      if (heard.text !== '') await this.#addSpoken(heard);
    }, true);
  }

  async #addSpoken({ text, confidence }: Transcript): Promise<void> {
    this.#context.capture.understand(text, true);
    this.#turns.push({ from: 'user', text, pictures: [], unsure: confidence < SURE });
    if (!this.#setup.inputAudioTranscription) return;
    this.#context.link.send({ serverContent: { inputTranscription: { text } } });
  }

  /** @param asksForAnswer whether an answer is due when everything that came before is understood too. */
  #understand(work: () => Promise<void>, asksForAnswer: boolean): void {
    this.#toUnderstand++;
    this.#understanding = this.#understandAfter(this.#understanding, work, asksForAnswer);
  }

  async #understandAfter(
    previous: Promise<void>,
    work: () => Promise<void>,
    asksForAnswer: boolean,
  ): Promise<void> {
    try {
      await previous;
      await work();
      this.#toUnderstand--;
      this.#answerDue ||= asksForAnswer;
      if (this.#toUnderstand === 0 && this.#answerDue) this.#answer();
    } catch (error) {
      this.#context.failed(error);
    }
  }

  #answer(): void {
    this.#answerDue = false;
    const wanted = ++this.#answersWanted;
    this.#answering = this.#answerAfter(this.#answering, wanted);
  }

  async #answerAfter(previous: Promise<void>, wanted: number): Promise<void> {
    try {
      await previous;
      // What was asked for since then includes this.
      if (wanted === this.#answersWanted) await this.#generate();
    } catch (error) {
      this.#context.failed(error);
    }
  }

  async #generate(): Promise<void> {
    const conversation = {
      instructions: instructionsOf(this.#setup),
      turns: [...this.#turns],
    };
    const fault = this.#context.takeFault(pendingUserTurn(conversation).text);
    this.#answersAt = this.#turns.length;
    this.#generation = new Generation({ setup: this.#setup, conversation, ...this.#context });
    const turn = await this.#generation.run(fault);
    if (!turn) return;
    this.#turns.splice(this.#answersAt, 0, turn);
    for (const call of turn.calls) this.#pendingCalls.set(call.id ?? call.name, call);
    if (this.#setup.sessionResumption) this.#context.link.offerResumption();
  }

  #interruptBySpeech(): void {
    if (this.#setup.realtimeInputConfig.activityHandling !== 'NO_INTERRUPTION') this.#interrupt();
  }

  /** The user speaks over the answer, or writes: it stops, and tools that it waits for are not wanted any more. */
  #interrupt(): void {
    const spoken = this.#generation?.interrupt();
    if (spoken) this.#turns.splice(this.#answersAt, 0, spoken);
    if (this.#pendingCalls.size === 0) return;
    this.#context.link.send({ toolCallCancellation: { ids: [...this.#pendingCalls.keys()] } });
    this.#pendingCalls.clear();
    this.#toolResponses = [];
  }
}
