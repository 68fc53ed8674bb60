import {
  type AgentMessage,
  type AgentStatus,
  AppAction,
  type AppActionResult,
  type ErrorCode,
  IMAGE_TOPIC,
  MESSAGE_TOPIC,
  type NotifyRequest,
  type OpenCameraRequest,
  type Recipe,
  RpcMethod,
  TalkRequest,
  type Timer,
  type TurnProgress,
  type Usage,
  UserMessage,
  type VibrateRequest,
} from '@bakebot/protocol';
import type { FakePlatform } from './fake-platform.ts';
import type { Sent } from './fake-room.ts';
import { settle } from './settle.ts';
import { SpokenAnswer } from './spoken-answer.ts';

/** A turn of the user, as received by the agent. */
export type FakeTurn = {
  readonly id: string;
  readonly kind: 'text' | 'image' | 'voice';
  /** Typed text or a picture's caption; empty for voice. */
  readonly text: string;
  /** Number of pictures received. */
  readonly pictures: number;
};

/** An agent that acts only when the test calls it. */
export class FakeAgent {
  readonly #platform: FakePlatform;
  #ids = 0;

  constructor(platform: FakePlatform) {
    this.#platform = platform;
  }

  /** Turns received in the latest room, in order. A spoken turn is listed when its recording is sent. */
  get turns(): readonly FakeTurn[] {
    const { sent } = this.#platform.room;
    return sent.flatMap((item) => toTurn(item, sent));
  }

  /** @throws when no turn was received */
  get lastTurn(): FakeTurn {
    const turn = this.turns.at(-1);
    if (!turn) throw new Error('the agent has received no turn');
    return turn;
  }

  /** Joins the room, or changes its state. `initializing`: its job has not started yet. */
  is(state: 'initializing' | 'listening' | 'thinking' | 'speaking'): void {
    this.#platform.room.agentIs(state);
  }

  /** Acknowledges a turn. */
  receives(turn: FakeTurn = this.lastTurn): void {
    this.#report(turn, { state: 'received' });
  }

  /** Answers a turn in one message. */
  answers(text: string, turn: FakeTurn = this.lastTurn): void {
    this.#report(turn, { state: 'received' });
    this.#report(turn, { state: 'answering' });
    this.#reply(text, turn.id);
    this.#report(turn, { state: 'answered' });
  }

  /** Starts to stream an answer, word by word. */
  beginsToAnswer(turn: FakeTurn = this.lastTurn): SpokenAnswer {
    this.#report(turn, { state: 'received' });
    this.#report(turn, { state: 'answering' });
    this.is('speaking');
    return new SpokenAnswer(this.#platform.room.transcript(this.#id('segment')), (text) => {
      this.#reply(text, turn.id);
      this.#report(turn, { state: 'answered' });
      this.is('listening');
    });
  }

  /** Fails a turn. */
  fails(code: ErrorCode, { turn = this.lastTurn, retryable = true } = {}): void {
    this.#report(turn, { state: 'failed', code, detail: `simulated: ${code}`, retryable });
  }

  /** Cannot speak its latest answer. */
  losesItsVoice(): void {
    const code = 'voice_unavailable';
    this.#send({ id: this.#id('error'), type: 'error', code, detail: `simulated: ${code}` });
  }

  /** Sends a message that answers no turn, such as a greeting. */
  says(text: string): void {
    this.#reply(text, undefined);
  }

  /** Transcribes the user's speech. Resolves when the state shows the text. */
  async transcribes(text: string, turn: FakeTurn): Promise<void> {
    const { room } = this.#platform;
    const stream = room.transcript(turn.id, room.localParticipant.identity);
    stream.write(text);
    stream.end();
    await settle();
  }

  /** Replaces the timers. */
  keepsTimers(timers: readonly Timer[]): void {
    this.#send({ id: this.#id('timers'), type: 'timers', now: Date.now(), timers: [...timers] });
  }

  /** Starts a recipe. */
  showsRecipe(recipe: Recipe): void {
    this.#send({ id: this.#id('recipe'), type: 'recipe', recipe });
  }

  /** @param currentStep from 0 */
  movesToStep(recipeId: string, currentStep: number): void {
    this.#send({ id: this.#id('step'), type: 'recipe_step', recipeId, currentStep });
  }

  reportsUsage(usage: Usage): void {
    this.#send({ id: this.#id('usage'), type: 'usage', usage });
  }

  /** Reports its own status: `recovering` from a failure of its model, `recovered`, or `leaving`. */
  reports(status: AgentStatus): void {
    this.#send({ id: this.#id('status'), type: 'status', status });
  }

  /** Calls the app's `vibrate`. @returns undefined when the app has not registered it */
  asksToVibrate(request: VibrateRequest): Promise<AppActionResult | undefined> {
    return this.#platform.room.callApp(AppAction.vibrate, request);
  }

  /** Calls the app's `notify`. @returns undefined when the app has not registered it */
  asksToNotify(request: NotifyRequest): Promise<AppActionResult | undefined> {
    return this.#platform.room.callApp(AppAction.notify, request);
  }

  /** Calls the app's `openCamera`. @returns undefined when the app has not registered it */
  asksForCamera(request: OpenCameraRequest): Promise<AppActionResult | undefined> {
    return this.#platform.room.callApp(AppAction.openCamera, request);
  }

  /** Ends the conversation and leaves. */
  leaves(): void {
    this.#platform.room.agentLeaves(1);
  }

  /** Disappears without leaving, so that the service replaces it. */
  crashes(): void {
    this.#platform.room.agentLeaves();
  }

  #reply(text: string, replyTo: string | undefined): void {
    this.#send({ id: this.#id('text'), type: 'text', text, ...(replyTo && { replyTo }) });
  }

  #report({ id: turnId, kind }: FakeTurn, progress: TurnProgress): void {
    this.#send({ id: this.#id('turn'), type: 'turn', turnId, kind, progress });
  }

  #send(message: AgentMessage): void {
    this.#platform.room.agentSends(message);
  }

  #id(prefix: string): string {
    this.#ids += 1;
    return `${prefix}-${this.#ids}`;
  }
}

function toTurn(sent: Sent, all: readonly Sent[]): FakeTurn[] {
  if (sent.by === 'rpc' && sent.method === RpcMethod.endTalk) {
    const { turnId } = TalkRequest.parse(JSON.parse(sent.payload));
    return [{ id: turnId, kind: 'voice', text: '', pictures: 0 }];
  }
  if ((sent.by !== 'packet' && sent.by !== 'stream') || sent.topic !== MESSAGE_TOPIC) return [];
  const message = UserMessage.parse(JSON.parse(sent.text));
  if (message.type === 'text') {
    return [{ id: message.id, kind: 'text', text: message.text, pictures: 0 }];
  }
  const pictures = all.filter(
    (item) =>
      item.by === 'bytes' &&
      item.topic === IMAGE_TOPIC &&
      item.attributes['turn_id'] === message.id,
  ).length;
  return [{ id: message.id, kind: 'image', text: message.caption ?? '', pictures }];
}
