import { AgentInbox } from './agent-messages/agent-inbox.ts';
import { type AppActions, registerAppActions } from './agent-messages/app-actions.ts';
import { AudioSession } from './connection/audio-session.ts';
import type { Call } from './connection/room-connection.ts';
import { Connector } from './connection/connector.ts';
import { LiveKitServiceError, notConnected } from './state/errors.ts';
import type { Observation, ServiceEvent } from './state/events.ts';
import type { PictureSource, Platform } from './platform/platform.ts';
import type { TalkResult } from './voice/push-to-talk.ts';
import { Turns } from './turns/turns.ts';
import type { Room } from './platform/room.ts';
import {
  type TokenEndpoint,
  tokenFromEndpoint,
  type TokenSource,
} from './connection/room-token.ts';
import type { MicrophoneSetting, ServiceState } from './state/state.ts';
import { SpokenReplies } from './voice/spoken-replies.ts';
import { Store } from './state/store.ts';
import { Voice } from './voice/voice.ts';

/** How long an agent may take to come into the room, in ms, before a fresh room is tried. */
const AGENT_TIMEOUT_MS = 20_000;

export type LiveKitServiceOptions = {
  /** Where room tokens come from: the token service's address, or a function of one's own. */
  readonly token: TokenEndpoint | TokenSource;
  /** `webPlatform()` in a browser. */
  readonly platform: Platform;
  /** How long an agent may take to come into the room, in ms. Without it, 20 s. */
  readonly agentTimeoutMs?: number;
  /** What the agent may ask of the app. */
  readonly actions?: AppActions;
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
  readonly #actions: AppActions;
  readonly #observe: (observation: Observation) => void;
  readonly #store = new Store();
  readonly #turns: Turns;
  readonly #spokenReplies: SpokenReplies;
  readonly #connector: Connector;
  #voice: Voice | undefined;
  /** The call whose agent has been told of the user's settings. */
  #introducedIn: Call | undefined;

  constructor({ token, platform, actions, agentTimeoutMs, observe }: LiveKitServiceOptions) {
    this.#platform = platform;
    this.#actions = actions ?? {};
    this.#observe = observe ?? (() => undefined);
    this.#turns = new Turns({
      platform,
      getSnapshot: this.getSnapshot,
      dispatch: (event) => this.#dispatch(event),
      call: () => this.#connector.call,
      replaceAgent: () => this.#connector.replaceAgent(),
    });
    this.#spokenReplies = new SpokenReplies({
      call: () => this.#connector.call,
      isOn: () => this.getSnapshot().sound.spokenReplies,
      dispatch: (event) => this.#dispatch(event),
    });
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

  /** The room, for what else there is for LiveKit; another one after each connection. In React, `useRoom`. */
  get room(): Room | undefined {
    return this.#connector.call?.room;
  }

  /**
   * Joins a room with an agent. Resolves when the room is joined; `agent` in the state tells when the agent is there.
   * Call it from a press of the user, so that the browser lets the agent be heard. In a connection, also in one that is
   * being brought back, it does nothing.
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

  /**
   * Lets the agent be heard when `sound.blocked`. Call it from a press of the user. When the answer is no again, it
   * stays blocked.
   */
  async startAudio(): Promise<void> {
    await this.#connector.startAudio();
  }

  /**
   * The talk button is pressed: the agent falls silent and listens. The first time, the user is asked for the
   * microphone. Resolves when both are listening, or when the button was let go of before.
   *
   * @throws LiveKitServiceError `microphone_*`, `not_connected`, `agent_not_ready` or `agent_unreachable`
   */
  async startVoiceRecording(): Promise<void> {
    await this.#requireVoice().pushToTalk.start(this.#platform.createId());
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
    return this.#turns.composer.text(text);
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
    return this.#turns.composer.pictures(isList(source) ? source : [source], caption);
  }

  /**
   * Sends a failed turn again, in its place in the conversation.
   *
   * @throws LiveKitServiceError `turn_unknown` or `not_connected`
   */
  async retry(turnId: string): Promise<void> {
    this.#requireCall();
    this.#turns.outbox.retry(turnId);
  }

  /**
   * Takes back a turn that waits, is being sent or has failed: it leaves the conversation.
   *
   * @throws LiveKitServiceError `turn_unknown` when the agent has it already
   */
  async cancel(turnId: string): Promise<void> {
    this.#turns.cancel(turnId);
  }

  /**
   * Spoken replies on or off; text always comes. Holds for later connections, too.
   *
   * @throws LiveKitServiceError `agent_unreachable`; then it stays as it was
   */
  async setSpokenReplies(on: boolean): Promise<void> {
    await this.#spokenReplies.set(on);
  }

  #createConnector(token: TokenSource, agentTimeoutMs: number): Connector {
    const dispatch = (event: ServiceEvent): void => this.#dispatch(event);
    const inbox = new AgentInbox(dispatch, this.#observe);
    return new Connector({
      token,
      platform: this.#platform,
      audio: new AudioSession(this.#platform, {
        interrupted: () => void this.#voice?.pushToTalk.cancel(),
        resumed: () => void this.#voice?.revive(this.getSnapshot().microphone.mode),
      }),
      agentTimeoutMs,
      dispatch,
      listener: {
        packet: (payload) => inbox.acceptPacket(payload),
        messageStream: (stream) => void inbox.acceptMessageStream(stream),
        transcript: (stream, speaker) => void inbox.acceptTranscript(stream, speaker),
        playbackBlocked: (blocked) => dispatch({ type: 'sound', sound: { blocked } }),
        joined: (call) => {
          this.#voice = new Voice(call, this.#turns.watch, dispatch);
          registerAppActions(
            call.room,
            this.#actions,
            (identity) => identity === call.reachableAgent,
          );
        },
        agentReachable: () => this.#turns.outbox.flush(),
        agentReady: (call) => void this.#introduce(call),
        away: () => this.#turns.watch.pause(),
        connected: (call) => this.#connected(call),
        lost: () => this.#callOver('another'),
        ended: () => this.#callOver('none'),
      },
    });
  }

  /** Tells a new agent of what the user has set. */
  async #introduce(call: Call): Promise<void> {
    if (this.#introducedIn === call) return;
    this.#introducedIn = call;
    // What was sent while the agent was starting may have been lost; it drops what it has already.
    this.#turns.outbox.resend();
    await this.#voice?.restore(this.getSnapshot().microphone.mode);
    // Read again: the user may have changed it meanwhile.
    const { spokenReplies } = this.getSnapshot().sound;
    if (!spokenReplies) await this.#spokenReplies.tell().catch(() => undefined);
  }

  /** Messages get through. What was sent and set while they did not is made good. */
  #connected(call: Call): void {
    this.#turns.watch.resume();
    if (!call.isAgentReady) return;
    this.#turns.outbox.resend();
    this.#spokenReplies.tell().catch(() => undefined);
  }

  #callOver(next: 'another' | 'none'): void {
    this.#voice?.end();
    this.#voice = undefined;
    this.#turns.callOver(next);
    const { mode } = this.getSnapshot().microphone;
    const kept = next === 'another' ? mode : 'off';
    this.#dispatch({ type: 'microphone', microphone: { mode: kept, recording: undefined } });
  }

  #dispatch(event: ServiceEvent): void {
    this.#observe(event);
    if (isReceipt(event) && this.#turns.outbox.takeReceipt(event.turnId)) return;
    this.#store.dispatch(event);
    if (event.type === 'progress') this.#turns.follow(event.turnId, event.progress);
  }

  #requireCall(): Call {
    const { call } = this.#connector;
    if (call) return call;
    throw notConnected();
  }

  #requireVoice(): Voice {
    this.#requireCall();
    if (this.#voice) return this.#voice;
    throw new LiveKitServiceError('agent_not_ready', 'The agent is not there yet.');
  }
}

function isReceipt(event: ServiceEvent): event is Extract<ServiceEvent, { type: 'progress' }> {
  return event.type === 'progress' && event.progress.state === 'received';
}

function isList(
  source: PictureSource | readonly PictureSource[],
): source is readonly PictureSource[] {
  return Array.isArray(source);
}
