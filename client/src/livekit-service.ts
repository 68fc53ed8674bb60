import { RpcMethod, type TurnProgress } from '@bakebot/protocol';
import { AgentInbox } from './agent-inbox.ts';
import type { Call } from './call.ts';
import { Composer } from './composer.ts';
import { Connector } from './connector.ts';
import { LiveKitServiceError } from './errors.ts';
import type { Observation, ServiceEvent } from './event.ts';
import { Outbox } from './outbox.ts';
import type { PictureSource, Platform } from './platform.ts';
import type { TalkResult } from './push-to-talk.ts';
import { TurnWatch } from './turn-watch.ts';
import { type TokenEndpoint, tokenFromEndpoint, type TokenSource } from './room-token.ts';
import {
  type Failure,
  isSettled,
  type MicrophoneSetting,
  type ServiceState,
  type UserItem,
} from './state.ts';
import { Store } from './store.ts';
import { Voice } from './voice.ts';

/** How long an agent may take to come into the room, in ms, before a fresh room is tried. */
const AGENT_TIMEOUT_MS = 20_000;

export type LiveKitServiceOptions = {
  /** Where room tokens come from: the token service's address, or a function of one's own. */
  readonly token: TokenEndpoint | TokenSource;
  /** `webPlatform()` in a browser. */
  readonly platform: Platform;
  /** How long an agent may take to come into the room, in ms. Without it, 20 s. */
  readonly agentTimeoutMs?: number;
  /** Sees everything that happens: for an inspector, never for the app's logic. */
  readonly observe?: (observation: Observation) => void;
};

/**
 * Talk, type and show pictures to the agent.
 *
 * @example
 * const service = new LiveKitService({
 *   token: { endpoint: 'https://token.example.com/token', getSession: () => auth.getJwt() },
 *   platform: webPlatform(),
 * });
 * service.subscribe(() => render(service.getSnapshot()));
 * await service.connect();
 * await service.sendText('How much is a cup of flour in grams?');
 */
export class LiveKitService {
  readonly #platform: Platform;
  readonly #observe: (observation: Observation) => void;
  readonly #store = new Store();
  readonly #watch: TurnWatch;
  readonly #outbox: Outbox;
  readonly #composer: Composer;
  readonly #connector: Connector;
  #voice: Voice | undefined;
  /** The call whose agent has been told of the user's settings. */
  #introducedIn: Call | undefined;

  constructor({ token, platform, agentTimeoutMs, observe }: LiveKitServiceOptions) {
    this.#platform = platform;
    this.#observe = observe ?? (() => undefined);
    this.#watch = new TurnWatch((turnId, overdue) =>
      this.#fail(turnId, overdue === 'receipt' ? 'not_delivered' : 'turn_timeout'),
    );
    this.#outbox = new Outbox({
      call: () => this.#connector.call,
      watch: this.#watch,
      deliver: (turnId, delivery) => this.#dispatch({ type: 'delivery', turnId, delivery }),
      deliveryOf: (turnId) => this.#turn(turnId)?.delivery,
    });
    this.#composer = new Composer(platform, this.#outbox, (event) => this.#dispatch(event));
    this.#connector = this.#createConnector(
      typeof token === 'function' ? token : tokenFromEndpoint(token),
      agentTimeoutMs ?? AGENT_TIMEOUT_MS,
    );
  }

  /** The state as it is now: the same object until something changes. */
  readonly getSnapshot = (): ServiceState => this.#store.getSnapshot();

  /** Calls the listener on every change, until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  /** The microphone while it is open, for a level meter. */
  get microphoneTrack(): MediaStreamTrack | undefined {
    return this.#voice?.microphone.track;
  }

  /**
   * Joins a room with an agent. Resolves when the room is joined; `agent` in the state tells when the agent is there.
   * Call it from a press of the user, so that the browser lets the agent be heard.
   *
   * @throws LiveKitServiceError
   */
  connect(): Promise<void> {
    return this.#connector.connect();
  }

  /** Leaves the room. The conversation stays in the state. */
  disconnect(): Promise<void> {
    return this.#connector.disconnect();
  }

  /** Lets the agent be heard when `sound.blocked`. Call it from a press of the user. */
  async startAudio(): Promise<void> {
    await this.#connector.call?.startAudio();
  }

  /**
   * The talk button is pressed: the agent falls silent and listens. The first time, the user is asked for the
   * microphone. Resolves when both are listening, or when the button was let go of before.
   *
   * @throws LiveKitServiceError `microphone_*`, `not_connected`, `agent_not_ready` or `agent_unreachable`
   */
  async startVoiceRecording(): Promise<void> {
    const { pushToTalk } = this.#requireVoice();
    this.#dispatch({ type: 'microphone', microphone: { mode: 'push-to-talk' } });
    await pushToTalk.start(this.#platform.createId());
  }

  /** The talk button is released: the agent answers. A press too short to say a word in is forgotten. */
  async stopVoiceRecording(): Promise<TalkResult> {
    return (await this.#voice?.pushToTalk.stop()) ?? 'cancelled';
  }

  /** The finger slid off the talk button: what was said is forgotten. */
  async cancelVoiceRecording(): Promise<void> {
    await this.#voice?.pushToTalk.cancel();
  }

  /**
   * `push-to-talk`: heard while the button is held. `open`: heard all the time, and the agent finds the end of what is
   * said. `off`: the microphone is given back to the device.
   *
   * @throws LiveKitServiceError `microphone_*`, `not_connected`, `agent_not_ready` or `agent_unreachable`
   */
  async setMicrophone(mode: MicrophoneSetting): Promise<void> {
    await this.#requireVoice().setMode(mode, this.getSnapshot().microphone.mode);
  }

  /**
   * Types to the agent. While the connection is being made or brought back, the turn waits.
   *
   * @returns the turn's id in the conversation
   * @throws LiveKitServiceError `text_empty`, `text_too_long` or `not_connected`
   */
  async sendText(text: string): Promise<string> {
    this.#requireCall();
    return this.#composer.text(text);
  }

  /**
   * Shows the agent one or more pictures, as one turn. They are made small on this device first.
   *
   * @returns the turn's id in the conversation
   * @throws LiveKitServiceError `picture_count`, `picture_unreadable`, `text_too_long` or `not_connected`
   */
  async sendImage(
    source: PictureSource | readonly PictureSource[],
    { caption = '' }: { readonly caption?: string } = {},
  ): Promise<string> {
    this.#requireCall();
    return this.#composer.pictures(isList(source) ? source : [source], caption);
  }

  /**
   * Sends a failed turn again, in its place in the conversation.
   *
   * @throws LiveKitServiceError `turn_unknown` or `not_connected`
   */
  async retry(turnId: string): Promise<void> {
    this.#requireCall();
    this.#outbox.retry(turnId);
  }

  /** Spoken replies on or off; text always comes. Holds for later connections, too. */
  async setSpokenReplies(on: boolean): Promise<void> {
    this.#dispatch({ type: 'sound', sound: { spokenReplies: on } });
    const { call } = this.#connector;
    if (call?.isAgentReady) await call.callAgent(RpcMethod.setSpokenReplies, { on });
  }

  #createConnector(token: TokenSource, agentTimeoutMs: number): Connector {
    const dispatch = (event: ServiceEvent): void => this.#dispatch(event);
    const inbox = new AgentInbox(dispatch, this.#observe);
    return new Connector({
      token,
      platform: this.#platform,
      agentTimeoutMs,
      dispatch,
      listener: {
        packet: (payload) => inbox.acceptPacket(payload),
        messageStream: (stream) => void inbox.acceptMessageStream(stream),
        transcript: (stream, speaker) => void inbox.acceptTranscript(stream, speaker),
        playbackBlocked: (blocked) => dispatch({ type: 'sound', sound: { blocked } }),
        joined: (call) => {
          this.#voice = new Voice(call, this.#watch, dispatch);
        },
        agentReachable: () => this.#outbox.flush(),
        agentReady: (call) => void this.#introduce(call),
        reconnected: () => this.#outbox.resend(),
        lost: () => this.#callOver('queued'),
        ended: () => this.#callOver('failed'),
      },
    });
  }

  /** Tells a new agent of what the user has set. */
  async #introduce(call: Call): Promise<void> {
    if (this.#introducedIn === call) return;
    this.#introducedIn = call;
    // What was sent while the agent was starting may have been lost; it drops what it has already.
    this.#outbox.resend();
    const { microphone, sound } = this.getSnapshot();
    await this.#voice?.restore(microphone.mode);
    if (!sound.spokenReplies) await this.setSpokenReplies(false).catch(() => undefined);
  }

  /** Turns that were under way will not be answered by this agent. Typed ones can go to the next. */
  #callOver(turns: 'queued' | 'failed'): void {
    this.#voice = undefined;
    this.#watch.releaseAll();
    for (const item of this.getSnapshot().conversation) {
      if (item.author !== 'user' || isSettled(item.delivery)) continue;
      if (turns === 'queued' && this.#outbox.has(item.id)) {
        this.#dispatch({ type: 'delivery', turnId: item.id, delivery: { state: 'queued' } });
      } else {
        this.#fail(item.id, 'agent_leaving');
      }
    }
    const { mode } = this.getSnapshot().microphone;
    const kept = turns === 'queued' ? mode : 'off';
    this.#dispatch({ type: 'microphone', microphone: { mode: kept, recording: undefined } });
  }

  #dispatch(event: ServiceEvent): void {
    this.#store.dispatch(event);
    this.#observe(event);
    if (event.type === 'progress') this.#takeProgress(event.turnId, event.progress);
  }

  #takeProgress(turnId: string, progress: TurnProgress): void {
    this.#watch.release(turnId);
    switch (progress.state) {
      case 'received':
        if (!this.#outbox.isSending(turnId)) this.#watch.awaitAnswer(turnId);
        break;
      case 'answered':
      case 'superseded':
        this.#outbox.drop(turnId);
        break;
      case 'failed':
        // Of a spoken turn nothing is kept that could be sent again, whatever the agent would take.
        if (progress.retryable && !this.#outbox.has(turnId)) {
          this.#dispatch({ type: 'delivery', turnId, delivery: { ...progress, retryable: false } });
        }
        break;
      default:
    }
  }

  #fail(turnId: string, code: Failure['code']): void {
    const failure = {
      state: 'failed',
      code,
      detail: 'No answer to this turn will come.',
      retryable: this.#outbox.has(turnId),
    } as const;
    this.#dispatch({ type: 'delivery', turnId, delivery: failure });
  }

  #turn(turnId: string): UserItem | undefined {
    const { conversation } = this.getSnapshot();
    return conversation.find(
      (item): item is UserItem => item.author === 'user' && item.id === turnId,
    );
  }

  #requireCall(): Call {
    const { call } = this.#connector;
    if (call) return call;
    throw new LiveKitServiceError('not_connected', 'Not connected: call connect() first.');
  }

  #requireVoice(): Voice {
    this.#requireCall();
    if (this.#voice) return this.#voice;
    throw new LiveKitServiceError('agent_not_ready', 'The room is still being joined.');
  }
}

function isList(
  source: PictureSource | readonly PictureSource[],
): source is readonly PictureSource[] {
  return Array.isArray(source);
}
