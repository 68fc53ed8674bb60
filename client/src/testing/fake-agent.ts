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

/** A turn of the user, as the agent has it. */
export type FakeTurn = {
  readonly id: string;
  readonly kind: 'text' | 'image' | 'voice';
  /** What was typed, or a picture's caption; empty for voice, until the test says what was understood. */
  readonly text: string;
  /** How many pictures arrived. */
  readonly pictures: number;
};

/** Plays BakeBot: it does what the test says, and nothing by itself. */
export class FakeAgent {
  readonly #platform: FakePlatform;
  #ids = 0;

  constructor(platform: FakePlatform) {
    this.#platform = platform;
  }

  /** What reached the agent in the latest room, in order. A spoken turn is there when the button was released. */
  get turns(): readonly FakeTurn[] {
    const { sent } = this.#platform.room;
    return sent.flatMap((each) => toTurn(each, sent));
  }

  /** The latest turn. @throws when there is none */
  get lastTurn(): FakeTurn {
    const turn = this.turns.at(-1);
    if (!turn) throw new Error('no turn has reached the agent');
    return turn;
  }

  /** Comes into the room, or changes what it does. `initializing` is still on its way. */
  is(state: 'initializing' | 'listening' | 'thinking' | 'speaking'): void {
    this.#platform.room.agentIs(state);
  }

  /** Has the turn. */
  receives(turn: FakeTurn = this.lastTurn): void {
    this.#report(turn, { state: 'received' });
  }

  /** Answers a turn as a whole. */
  answers(text: string, turn: FakeTurn = this.lastTurn): void {
    this.#report(turn, { state: 'received' });
    this.#report(turn, { state: 'answering' });
    this.#reply(text, turn.id);
    this.#report(turn, { state: 'answered' });
  }

  /** Begins to answer a turn, word by word. */
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

  /** Cannot answer. */
  fails(code: ErrorCode, { turn = this.lastTurn, retryable = true } = {}): void {
    this.#report(turn, { state: 'failed', code, detail: `the test says ${code}`, retryable });
  }

  /** Says something unasked: a greeting, a timer that rings. */
  says(text: string): void {
    this.#reply(text, undefined);
  }

  /** Has understood some of what the user says. Resolves when the state shows it. */
  async understands(text: string, turn: FakeTurn): Promise<void> {
    const { room } = this.#platform;
    const stream = room.transcript(turn.id, room.localParticipant.identity);
    stream.write(text);
    stream.end();
    await settle();
  }

  /** Keeps these timers, and no others. */
  keepsTimers(timers: readonly Timer[]): void {
    this.#send({ id: this.#id('timers'), type: 'timers', now: Date.now(), timers: [...timers] });
  }

  /** Puts a recipe on the counter. */
  showsRecipe(recipe: Recipe): void {
    this.#send({ id: this.#id('recipe'), type: 'recipe', recipe });
  }

  /** Moves in the recipe, to a step from 0. */
  movesToStep(recipeId: string, currentStep: number): void {
    this.#send({ id: this.#id('step'), type: 'recipe_step', recipeId, currentStep });
  }

  reportsUsage(usage: Usage): void {
    this.#send({ id: this.#id('usage'), type: 'usage', usage });
  }

  /** Tells how it is itself: `recovering` from a fault of its model's service, `recovered`, or about to leave. */
  reports(status: AgentStatus): void {
    this.#send({ id: this.#id('status'), type: 'status', status });
  }

  /** Asks the app for something. @returns undefined when the app has no such action */
  asksToVibrate(request: VibrateRequest): Promise<AppActionResult | undefined> {
    return this.#platform.room.callApp(AppAction.vibrate, request);
  }

  /** As `asksToVibrate`. */
  asksToNotify(request: NotifyRequest): Promise<AppActionResult | undefined> {
    return this.#platform.room.callApp(AppAction.notify, request);
  }

  /** As `asksToVibrate`. */
  asksForCamera(request: OpenCameraRequest): Promise<AppActionResult | undefined> {
    return this.#platform.room.callApp(AppAction.openCamera, request);
  }

  /** Ends the conversation. */
  leaves(): void {
    this.#platform.room.agentLeaves(1);
  }

  /** Its process is gone: the service calls another one. */
  dies(): void {
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

  #id(of: string): string {
    this.#ids += 1;
    return `${of}-${this.#ids}`;
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
    (each) =>
      each.by === 'bytes' &&
      each.topic === IMAGE_TOPIC &&
      each.attributes['turn_id'] === message.id,
  ).length;
  return [{ id: message.id, kind: 'image', text: message.caption ?? '', pictures }];
}
