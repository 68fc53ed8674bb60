import type { Platform } from '../platform/platform.ts';
import { LiveKitServiceError } from '../state/errors.ts';
import type { ServiceEvent } from '../state/events.ts';
import type { AgentState, ConnectionState } from '../state/state.ts';
import type { AudioSession } from './audio-session.ts';
import { delayBefore, MAX_ATTEMPTS, waitOrWake } from './back-off.ts';
import { DETAILS, RETRYABLE, throwIfAborted, toServiceError } from './connection-errors.ts';
import { fetchToken } from './fetch-token.ts';
import {
  RoomConnection,
  type RoomConnectionEnd,
  type RoomConnectionListener,
} from './room-connection.ts';
import type { RoomToken, TokenSource } from './room-token.ts';

/** A connection or an agent that is lost within this time of a recovery, in ms, is not recovered again. */
const RECOVERY_INTERVAL_MS = 30_000;

export type ConnectorListener = Pick<
  RoomConnectionListener,
  'packet' | 'messageStream' | 'transcript' | 'playbackBlocked'
> & {
  joined(connection: RoomConnection): void;
  /** The agent is in the room: data can be sent to it. Called on each change of its state. */
  agentReachable(): void;
  /** The agent's job has started: it answers RPCs. Called once for each agent. */
  agentReady(): void;
  /** The agent died. Another one may join the same room. */
  agentDied(connection: RoomConnection): void;
  reconnecting(): void;
  /** Data gets through: for the first time, or again after `reconnecting`. */
  connected(connection: RoomConnection): void;
  /** The room is left. */
  ended(next: 'rejoin' | 'none'): void;
};

export type ConnectorOptions = {
  readonly token: TokenSource;
  readonly platform: Platform;
  readonly audio: AudioSession;
  readonly agentTimeoutMs: number;
  readonly dispatch: (event: ServiceEvent) => void;
  readonly listener: ConnectorListener;
};

/** What to do when no agent is ready in time. */
type NoAgentPolicy = 'new_room' | 'fail';

/**
 * Keeps the user in a room with an agent: joins, replaces a room whose agent does not join with a new one, and recovers
 * from the loss of the connection or the agent.
 */
export class Connector {
  readonly #options: ConnectorOptions;
  #connection: RoomConnection | undefined;
  #connecting: Promise<void> | undefined;
  /** Aborted when the connection ends for good. */
  #lifetime = new AbortController();
  #token: RoomToken | undefined;
  #recoveredAt = Number.NEGATIVE_INFINITY;
  /** The connection whose agent was reported as ready. */
  #readyIn: RoomConnection | undefined;

  constructor(options: ConnectorOptions) {
    this.#options = options;
  }

  get connection(): RoomConnection | undefined {
    return this.#connection;
  }

  /** Resolves when a room is joined; the agent may join later. Does nothing while connected or recovering. */
  connect(): Promise<void> {
    if (this.#connecting) return this.#connecting;
    if (this.#connection) return Promise.resolve();
    const connecting = this.#connect().finally(() => {
      if (this.#connecting === connecting) this.#connecting = undefined;
    });
    this.#connecting = connecting;
    return connecting;
  }

  /** Leaves the room, or cancels joining it. */
  async disconnect(): Promise<void> {
    this.#connecting = undefined;
    await this.#end(undefined, 'absent');
  }

  /**
   * Replaces an agent that does not respond, in a new room. Its process may have died: LiveKit takes about 20 s to
   * notice.
   *
   * @returns false when no agent is in the room, or this one is a replacement already
   */
  replaceAgent(): boolean {
    const connection = this.#connection;
    if (!connection?.agentIdentity || this.#hasJustRecovered()) return false;
    this.#runInBackground(this.#recover(connection, 'agent_lost'), this.#lifetime.signal);
    return true;
  }

  /** Starts playback as far as the device and the browser allow it; `playbackBlocked` reports the outcome. */
  async startAudio(): Promise<void> {
    if (this.#connection) await this.#startPlayback(this.#connection, this.#options.audio.open());
  }

  #hasJustRecovered(): boolean {
    return Date.now() - this.#recoveredAt < RECOVERY_INTERVAL_MS;
  }

  async #connect(): Promise<void> {
    this.#lifetime = new AbortController();
    const { signal } = this.#lifetime;
    this.#report('connecting', 'joining');
    const connection = this.#open();
    // Before the first await: playback needs the user gesture in which `connect` was called.
    const audioOpened = this.#options.audio.open();
    this.#runInBackground(this.#startPlayback(connection, audioOpened), signal);
    try {
      const token = fetchToken(this.#options.token, signal);
      // Text works without audio.
      await Promise.all([token, audioOpened.catch(() => undefined)]);
      await this.#join(connection, await token, signal);
    } catch (error) {
      const failure = toServiceError(error, signal);
      if (!signal.aborted) await this.#end(failure, 'absent');
      throw failure;
    }
    this.#runInBackground(this.#awaitAgent(connection, signal, 'new_room'), signal);
  }

  async #startPlayback(connection: RoomConnection, audioOpened: Promise<void>): Promise<void> {
    const isRefused = await Promise.all([connection.startAudio(), audioOpened]).then(
      () => false,
      () => true,
    );
    if (connection !== this.#connection) return;
    this.#options.listener.playbackBlocked(isRefused || !connection.room.canPlaybackAudio);
  }

  #open(): RoomConnection {
    const { platform, listener } = this.#options;
    const connection: RoomConnection = new RoomConnection(platform, {
      ...listener,
      agentChanged: (state) => this.#agentChanged(connection, state),
      agentDied: () => this.#agentDied(connection),
      connectionChanged: (status) => this.#connectionChanged(connection, status),
      tokenRefreshed: (token) => {
        if (connection === this.#connection && this.#token) this.#token = { ...this.#token, token };
      },
      ended: (end) => this.#runInBackground(this.#recover(connection, end), this.#lifetime.signal),
    });
    this.#connection = connection;
    return connection;
  }

  async #join(connection: RoomConnection, token: RoomToken, signal: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    this.#token = token;
    await connection.join(token);
    throwIfAborted(signal);
    this.#options.listener.joined(connection);
  }

  /** A new room may help: LiveKit dispatches a token's agent only when the room is created. */
  async #awaitAgent(
    connection: RoomConnection,
    signal: AbortSignal,
    ifMissing: NoAgentPolicy,
  ): Promise<void> {
    const outcome = await connection.waitForAgent(this.#options.agentTimeoutMs);
    if (outcome !== 'timed_out' || signal.aborted || connection !== this.#connection) return;
    if (ifMissing === 'fail') {
      const detail = 'No agent was ready in time: is one registered?';
      await this.#end(new LiveKitServiceError('agent_missing', detail), 'absent');
      return;
    }
    this.#report('connecting', 'joining');
    await this.#switchRoom(connection, { token: undefined, signal, ifMissing: 'fail' });
  }

  async #recover(connection: RoomConnection, end: RoomConnectionEnd): Promise<void> {
    if (connection !== this.#connection) return;
    const { signal } = this.#lifetime;
    if (end === 'agent_left' || end === 'joined_elsewhere' || this.#hasJustRecovered()) {
      const code = end === 'agent_lost' ? 'agent_left' : end;
      await this.#end(new LiveKitServiceError(code, DETAILS[code]), 'gone');
      return;
    }
    this.#recoveredAt = Date.now();
    this.#report('reconnecting', 'recovering');
    // An agent waits in its room for a lost user; a lost agent never returns to its room.
    const token = end === 'connection_lost' ? this.#token : undefined;
    await this.#switchRoom(connection, { token, signal, ifMissing: 'new_room' });
  }

  /** Leaves the room for the token's room or, without a token, for a new one. */
  async #switchRoom(connection: RoomConnection, rejoin: Rejoin): Promise<void> {
    const left = connection.leave();
    this.#options.listener.ended('rejoin');
    // After the state is updated: `disconnect` may be called while this waits.
    await left;
    await this.#rejoin(rejoin);
  }

  async #rejoin({ token: knownToken, signal, ifMissing }: Rejoin): Promise<void> {
    let token = knownToken;
    let failure = new LiveKitServiceError('connection_lost', DETAILS.connection_lost);
    for (let attempt = 0; attempt < MAX_ATTEMPTS;) {
      const delayMs = Math.max(delayBefore(attempt, Math.random()), failure.retryAfterMs ?? 0);
      const hasElapsed = await waitOrWake(delayMs, this.#options.platform, signal);
      if (signal.aborted) return;
      // An attempt on wake-up is an additional one.
      if (hasElapsed) attempt += 1;
      const connection = this.#open();
      try {
        const roomToken = token ?? (await fetchToken(this.#options.token, signal));
        await this.#join(connection, roomToken, signal);
        await this.#awaitAgent(connection, signal, ifMissing);
        return;
      } catch (error) {
        failure = toServiceError(error, signal);
        await connection.leave();
        // The token of the lost room has expired: a new token is for a new room.
        if (failure.code === 'room_refused' && token) token = undefined;
        else if (!RETRYABLE.has(failure.code)) break;
      }
    }
    if (!signal.aborted) await this.#end(failure, 'gone');
  }

  async #end(error: LiveKitServiceError | undefined, agent: AgentState): Promise<void> {
    this.#lifetime.abort();
    const connection = this.#connection;
    this.#connection = undefined;
    this.#options.listener.ended('none');
    this.#report('disconnected', agent, error);
    await this.#options.audio.closeAfter(connection?.leave());
  }

  #agentChanged(connection: RoomConnection, state: AgentState): void {
    if (connection !== this.#connection) return;
    const { dispatch, listener } = this.#options;
    dispatch({ type: 'agent', agent: state });
    listener.agentReachable();
    if (state === 'joining' || this.#readyIn === connection) return;
    this.#readyIn = connection;
    listener.agentReady();
  }

  #agentDied(connection: RoomConnection): void {
    if (connection !== this.#connection) return;
    this.#readyIn = undefined;
    this.#options.listener.agentDied(connection);
    this.#options.dispatch({ type: 'agent', agent: 'recovering' });
  }

  #connectionChanged(connection: RoomConnection, status: 'connected' | 'reconnecting'): void {
    if (connection !== this.#connection) return;
    const { dispatch, listener } = this.#options;
    dispatch({ type: 'connection', connection: { status, error: undefined } });
    if (status === 'connected') listener.connected(connection);
    else listener.reconnecting();
  }

  #report(status: ConnectionState['status'], agent: AgentState, error?: LiveKitServiceError): void {
    this.#options.dispatch({ type: 'connection', connection: { status, error } });
    this.#options.dispatch({ type: 'agent', agent });
  }

  /** Failures end the connection with an error in the state, unless it has ended already. */
  #runInBackground(work: Promise<void>, signal: AbortSignal): void {
    work.catch(async (error: unknown) => {
      if (!signal.aborted) await this.#end(toServiceError(error, signal), 'gone');
    });
  }
}

type Rejoin = {
  readonly token: RoomToken | undefined;
  readonly signal: AbortSignal;
  readonly ifMissing: NoAgentPolicy;
};
