import type { AudioSession } from './audio-session.ts';
import { askForToken } from './fetch-token.ts';
import { delayBefore, MAX_ATTEMPTS, waitOrWake } from './back-off.ts';
import { Call, type CallEnd, type CallListener } from './room-connection.ts';
import { callOver, LiveKitServiceError, type ServiceErrorCode } from '../state/errors.ts';
import type { ServiceEvent } from '../state/events.ts';
import type { Platform } from '../platform/platform.ts';
import type { RoomToken, TokenSource } from './room-token.ts';
import type { AgentState, ConnectionState } from '../state/state.ts';

/** An agent that is lost again within this time is not called a third time, in ms. */
const RECOVERY_INTERVAL_MS = 30_000;

/** What the connector tells; the rest of what a call hears is passed on as it comes. */
export type ConnectorListener = Pick<
  CallListener,
  'packet' | 'messageStream' | 'transcript' | 'playbackBlocked'
> & {
  joined(call: Call): void;
  /** The agent is in the room: messages reach it. */
  agentReachable(): void;
  /** The agent has started its work: it takes remote calls. */
  agentReady(call: Call): void;
  /** The connection is away; it may come back by itself. */
  away(): void;
  /** Messages get through: for the first time, or again. */
  connected(call: Call): void;
  /** The call is over, and another one follows. */
  lost(): void;
  /** The call is over. */
  ended(): void;
};

export type ConnectorOptions = {
  readonly token: TokenSource;
  readonly platform: Platform;
  readonly audio: AudioSession;
  readonly agentTimeoutMs: number;
  readonly dispatch: (event: ServiceEvent) => void;
  readonly listener: ConnectorListener;
};

/**
 * Keeps the user in a room with an agent: joins, leaves a room whose agent does not come for a fresh one, and gets back
 * after a fault.
 */
export class Connector {
  readonly #options: ConnectorOptions;
  #call: Call | undefined;
  #connecting: Promise<void> | undefined;
  #attempt = new AbortController();
  #token: RoomToken | undefined;
  #recoveredAt = Number.NEGATIVE_INFINITY;

  constructor(options: ConnectorOptions) {
    this.#options = options;
  }

  get call(): Call | undefined {
    return this.#call;
  }

  /** Resolves when a room is joined; the agent follows. Does nothing in a connection, also while that is brought back. */
  connect(): Promise<void> {
    if (this.#connecting) return this.#connecting;
    if (this.#call) return Promise.resolve();
    const connecting = this.#connect().finally(() => {
      if (this.#connecting === connecting) this.#connecting = undefined;
    });
    this.#connecting = connecting;
    return connecting;
  }

  /** Leaves, also what is still being joined. */
  async disconnect(): Promise<void> {
    this.#connecting = undefined;
    await this.#end(undefined, 'absent');
  }

  /**
   * Leaves an agent that does not react any more for a fresh one. Its process may be dead: the server takes some 20 s to
   * notice.
   *
   * @returns false when that is no remedy: there is no agent, or this one is a replacement already
   */
  replaceAgent(): boolean {
    const call = this.#call;
    if (!call?.reachableAgent || this.#hasJustRecovered()) return false;
    this.#background(this.#ended(call, 'agent_lost'), this.#attempt.signal);
    return true;
  }

  /** Lets the agent be heard, as far as the device and the browser allow it; the listener is told. */
  async startAudio(): Promise<void> {
    if (this.#call) await this.#hear(this.#call, this.#options.audio.open());
  }

  #hasJustRecovered(): boolean {
    return Date.now() - this.#recoveredAt < RECOVERY_INTERVAL_MS;
  }

  async #connect(): Promise<void> {
    this.#attempt = new AbortController();
    const { signal } = this.#attempt;
    this.#report('connecting', 'joining');
    const call = this.#open();
    // Before anything is waited for: sound needs the press of the button that called `connect`.
    const soundTaken = this.#options.audio.open();
    this.#background(this.#hear(call, soundTaken), signal);
    try {
      const token = askForToken(this.#options.token, signal);
      // Typing works without sound.
      await Promise.all([token, soundTaken.catch(() => undefined)]);
      await this.#join(call, await token, signal);
    } catch (error) {
      const failure = toServiceError(error, signal);
      if (!signal.aborted) await this.#end(failure, 'absent');
      throw failure;
    }
    this.#background(this.#watchAgent(call, signal, 'fresh'), signal);
  }

  async #hear(call: Call, soundTaken: Promise<void>): Promise<void> {
    const isRefused = await Promise.all([call.startAudio(), soundTaken]).then(
      () => false,
      () => true,
    );
    if (call !== this.#call) return;
    this.#options.listener.playbackBlocked(isRefused || !call.room.canPlaybackAudio);
  }

  #open(): Call {
    const { platform, listener } = this.#options;
    const call: Call = new Call(platform, {
      packet: (payload) => listener.packet(payload),
      messageStream: (stream) => listener.messageStream(stream),
      transcript: (stream, speaker) => listener.transcript(stream, speaker),
      playbackBlocked: (blocked) => listener.playbackBlocked(blocked),
      agentChanged: (state) => this.#agentChanged(call, state),
      connectionChanged: (status) => this.#connectionChanged(call, status),
      tokenRefreshed: (token) => {
        if (call === this.#call && this.#token) this.#token = { ...this.#token, token };
      },
      ended: (end) => this.#background(this.#ended(call, end), this.#attempt.signal),
    });
    this.#call = call;
    return call;
  }

  async #join(call: Call, token: RoomToken, signal: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    this.#token = token;
    await call.join(token);
    throwIfAborted(signal);
    this.#options.listener.joined(call);
  }

  /** A room whose agent does not come may be one that it will never come to: dispatch is part of a room's creation. */
  async #watchAgent(call: Call, signal: AbortSignal, otherwise: 'fresh' | 'fail'): Promise<void> {
    const { agentTimeoutMs } = this.#options;
    const arrival = await call.agentArrives(agentTimeoutMs);
    if (arrival !== 'late' || signal.aborted || call !== this.#call) return;
    if (otherwise === 'fail') {
      const detail = 'No agent was ready in time: is one registered?';
      await this.#end(new LiveKitServiceError('agent_missing', detail), 'absent');
      return;
    }
    this.#report('connecting', 'joining');
    await this.#leaveFor(undefined, call, signal, 'fail');
  }

  async #ended(call: Call, end: CallEnd): Promise<void> {
    if (call !== this.#call) return;
    const { signal } = this.#attempt;
    if (end === 'agent_left' || end === 'joined_elsewhere' || this.#hasJustRecovered()) {
      const code = end === 'agent_lost' ? 'agent_left' : end;
      await this.#end(new LiveKitServiceError(code, DETAILS[code]), 'gone');
      return;
    }
    this.#recoveredAt = Date.now();
    this.#report('reconnecting', 'recovering');
    // The agent waits for a lost connection in the same room for a while; a lost agent never comes back to its room.
    const token = end === 'connection_lost' ? this.#token : undefined;
    await this.#leaveFor(token, call, signal, 'fresh');
  }

  /** Leaves a room for that of a token, or for a fresh one. */
  async #leaveFor(
    token: RoomToken | undefined,
    call: Call,
    signal: AbortSignal,
    otherwise: 'fresh' | 'fail',
  ): Promise<void> {
    const left = call.leave();
    this.#options.listener.lost();
    // The state tells of it already: who hangs up meanwhile has the last word.
    await left;
    await this.#rejoin(token, signal, otherwise);
  }

  async #rejoin(
    knownToken: RoomToken | undefined,
    signal: AbortSignal,
    otherwise: 'fresh' | 'fail',
  ): Promise<void> {
    let token = knownToken;
    let failure = new LiveKitServiceError('connection_lost', DETAILS.connection_lost);
    for (let attempt = 0; attempt < MAX_ATTEMPTS;) {
      const delayMs = Math.max(delayBefore(attempt, Math.random()), failure.retryAfterMs ?? 0);
      const isOver = await waitOrWake(delayMs, this.#options.platform, signal);
      if (signal.aborted) return;
      // What is tried because the device woke up is tried in addition.
      if (isOver) attempt += 1;
      const call = this.#open();
      try {
        await this.#join(call, token ?? (await askForToken(this.#options.token, signal)), signal);
        await this.#watchAgent(call, signal, otherwise);
        return;
      } catch (error) {
        failure = toServiceError(error, signal);
        await call.leave();
        if (failure.code === 'room_refused' && token) token = undefined;
        // Waiting helps against a network that is away, not against a "no".
        else if (!WORTH_WAITING.has(failure.code)) break;
      }
    }
    if (!signal.aborted) await this.#end(failure, 'gone');
  }

  async #end(error: LiveKitServiceError | undefined, agent: AgentState): Promise<void> {
    this.#attempt.abort();
    const call = this.#call;
    this.#call = undefined;
    this.#options.listener.ended();
    this.#report('disconnected', agent, error);
    await this.#options.audio.closeAfter(call?.leave());
  }

  #agentChanged(call: Call, state: AgentState): void {
    if (call !== this.#call) return;
    this.#options.dispatch({ type: 'agent', agent: state });
    this.#options.listener.agentReachable();
    if (state !== 'joining') this.#options.listener.agentReady(call);
  }

  #connectionChanged(call: Call, status: 'connected' | 'reconnecting'): void {
    if (call !== this.#call) return;
    const { dispatch, listener } = this.#options;
    dispatch({ type: 'connection', connection: { status, error: undefined } });
    if (status === 'connected') listener.connected(call);
    else listener.away();
  }

  #report(status: ConnectionState['status'], agent: AgentState, error?: LiveKitServiceError): void {
    this.#options.dispatch({ type: 'connection', connection: { status, error } });
    this.#options.dispatch({ type: 'agent', agent });
  }

  /** What runs on its own reports its failures as the state's error, unless it belongs to what is over. */
  #background(work: Promise<void>, signal: AbortSignal): void {
    work.catch(async (error: unknown) => {
      if (!signal.aborted) await this.#end(toServiceError(error, signal), 'gone');
    });
  }
}

const WORTH_WAITING: ReadonlySet<ServiceErrorCode> = new Set([
  'connection_lost',
  'room_unreachable',
  'token_service_unreachable',
  'rate_limited',
]);

const DETAILS = {
  agent_left: 'The agent ended the conversation: connect again for a new one.',
  joined_elsewhere: 'The user joined somewhere else, and that connection took over.',
  connection_lost: 'The connection broke and could not be brought back.',
} as const;

/** By hand: React Native's signal has no `throwIfAborted`, https://github.com/facebook/hermes/issues/1672 */
function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new Error('called off');
}

function toServiceError(error: unknown, signal: AbortSignal): LiveKitServiceError {
  if (signal.aborted) return callOver();
  if (error instanceof LiveKitServiceError) return error;
  return new LiveKitServiceError('token_service_unreachable', 'The token source failed.', {
    cause: error,
  });
}
