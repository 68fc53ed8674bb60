import type { AudioSession } from './audio-session.ts';
import { delayBefore, MAX_ATTEMPTS, waitOrWake } from './back-off.ts';
import { Call, type CallEnd, type CallListener } from './call.ts';
import { LiveKitServiceError, type ServiceErrorCode } from './errors.ts';
import type { ServiceEvent } from './event.ts';
import type { Platform } from './platform.ts';
import type { RoomToken, TokenSource } from './room-token.ts';
import type { AgentState, ConnectionState } from './state.ts';

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
  /** The connection was away for a moment, and is back. */
  reconnected(): void;
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

  /** Resolves when a room is joined; the agent follows. Twice at once is once. */
  connect(): Promise<void> {
    if (this.#connecting) return this.#connecting;
    if (this.#call) return Promise.resolve();
    const connecting = this.#connect().finally(() => {
      if (this.#connecting === connecting) this.#connecting = undefined;
    });
    this.#connecting = connecting;
    return connecting;
  }

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
    this.#background(this.#ended(call, 'agent_lost'));
    return true;
  }

  #hasJustRecovered(): boolean {
    return Date.now() - this.#recoveredAt < RECOVERY_INTERVAL_MS;
  }

  async #connect(): Promise<void> {
    this.#attempt = new AbortController();
    const { signal } = this.#attempt;
    this.#report('connecting', 'joining');
    // Before anything is waited for: sound needs the press of the button that called `connect`.
    const call = this.#open();
    call.startAudio().catch(() => this.#options.listener.playbackBlocked(true));
    try {
      const [token] = await Promise.all([this.#options.token({ signal }), this.#openAudio()]);
      await this.#join(call, token, signal);
    } catch (error) {
      const failure = toServiceError(error, signal);
      if (!signal.aborted) await this.#end(failure, 'absent');
      throw failure;
    }
    this.#background(this.#watchAgent(call, signal, 'fresh'));
  }

  /** Typing works without sound. */
  async #openAudio(): Promise<void> {
    const { audio, listener } = this.#options;
    await audio.open().catch(() => listener.playbackBlocked(true));
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
      ended: (end) => this.#background(this.#ended(call, end)),
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
      const detail = `No agent came within ${agentTimeoutMs} ms, twice: is one registered?`;
      await this.#end(new LiveKitServiceError('agent_missing', detail), 'absent');
      return;
    }
    await call.leave();
    this.#report('connecting', 'joining');
    await this.#rejoin(undefined, signal, 'fail');
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
    await call.leave();
    this.#report('reconnecting', 'recovering');
    this.#options.listener.lost();
    // The agent waits for a lost connection in the same room for a while; a lost agent never comes back to its room.
    await this.#rejoin(end === 'connection_lost' ? this.#token : undefined, signal, 'fresh');
  }

  async #rejoin(
    knownToken: RoomToken | undefined,
    signal: AbortSignal,
    otherwise: 'fresh' | 'fail',
  ): Promise<void> {
    let token = knownToken;
    let failure = new LiveKitServiceError('connection_lost', DETAILS.connection_lost);
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const delayMs = delayBefore(attempt, Math.random());
      await waitOrWake(delayMs, this.#options.platform, signal);
      if (signal.aborted) return;
      const call = this.#open();
      try {
        await this.#join(call, token ?? (await this.#options.token({ signal })), signal);
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
    const wasAway = call.isAgentReady && status === 'connected';
    this.#options.dispatch({ type: 'connection', connection: { status, error: undefined } });
    if (wasAway) this.#options.listener.reconnected();
  }

  #report(status: ConnectionState['status'], agent: AgentState, error?: LiveKitServiceError): void {
    this.#options.dispatch({ type: 'connection', connection: { status, error } });
    this.#options.dispatch({ type: 'agent', agent });
  }

  /** What runs on its own reports its failures as the state's error. */
  #background(work: Promise<void>): void {
    work.catch(async (error: unknown) => {
      await this.#end(toServiceError(error, this.#attempt.signal), 'gone');
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
  if (signal.aborted) {
    return new LiveKitServiceError('cancelled', 'Disconnected before the room was joined.');
  }
  if (error instanceof LiveKitServiceError) return error;
  return new LiveKitServiceError('token_service_unreachable', 'The token source failed.', {
    cause: error,
  });
}
