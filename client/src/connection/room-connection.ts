import { AGENT_STATE_ATTRIBUTE, MESSAGE_TOPIC, TRANSCRIPTION_TOPIC } from '@bakebot/protocol';
import {
  ConnectionError,
  ConnectionErrorReason,
  DisconnectReason,
  RoomEvent,
  Track,
} from 'livekit-client';
import { LiveKitServiceError } from '../state/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Participant, RemoteTrack, Room, TextStream } from '../platform/room.ts';
import type { RoomToken } from './room-token.ts';
import type { AgentState } from '../state/state.ts';

/** How long the agent may take to answer a remote call, in ms. livekit-client takes no less than 8 s. */
const RPC_TIMEOUT_MS = 8000;

/** Why a call ended without being asked to. */
export type CallEnd = 'agent_left' | 'agent_lost' | 'connection_lost' | 'joined_elsewhere';

export type CallListener = {
  agentChanged(state: AgentState): void;
  connectionChanged(status: 'connected' | 'reconnecting'): void;
  playbackBlocked(blocked: boolean): void;
  packet(payload: Uint8Array): void;
  messageStream(stream: TextStream): void;
  transcript(stream: TextStream, speaker: 'user' | 'agent'): void;
  /** The server renews the token while the call lasts, so that one can come back with it. */
  tokenRefreshed(token: string): void;
  ended(end: CallEnd): void;
};

/** One stay in one room, with one agent. A fresh one is made for each connection, so nothing old can leak into it. */
export class Call {
  readonly room: Room;
  readonly #platform: Platform;
  readonly #listener: CallListener;
  readonly #arrival: Promise<'came' | 'left'>;
  #settleArrival: (arrival: 'came' | 'left') => void = () => undefined;
  readonly #playing = new Map<RemoteTrack, () => void>();
  #agent: Participant | undefined;
  #joined = false;
  #connected = false;
  #left = false;

  constructor(platform: Platform, listener: CallListener) {
    this.#platform = platform;
    this.#listener = listener;
    this.room = platform.createRoom();
    this.#arrival = new Promise((resolve) => {
      this.#settleArrival = resolve;
    });
    this.#follow();
  }

  /** The agent's identity, while messages can reach it. */
  get reachableAgent(): string | undefined {
    return this.#connected ? this.#agent?.identity : undefined;
  }

  /** Whether the agent takes remote calls: it can be reached, and has started its work. */
  get isAgentReady(): boolean {
    return this.#connected && !!this.#agent && agentStateOf(this.#agent) !== 'joining';
  }

  /**
   * Asks the browser for leave to play sound. Of use only inside a press of the user; where the answer is no,
   * `playbackBlocked` tells.
   */
  async startAudio(): Promise<void> {
    await this.room.startAudio();
  }

  /** Joins the room. Resolves when the room is joined; the agent may still be on its way. */
  async join({ url, token }: RoomToken): Promise<void> {
    try {
      await this.room.connect(url, token);
    } catch (cause) {
      const code = isRefusal(cause) ? 'room_refused' : 'room_unreachable';
      throw new LiveKitServiceError(code, `The room at ${url} cannot be joined.`, { cause });
    }
    if (this.#left) {
      await this.room.disconnect();
      return;
    }
    this.#joined = true;
    // The server renews tokens some minutes before they end. livekit-client has no event of the room's for it yet.
    this.room.engine?.on('tokenRefreshed', (renewed) => this.#listener.tokenRefreshed(renewed));
    this.#connection(true);
    for (const participant of this.room.remoteParticipants.values()) this.#meet(participant);
  }

  /**
   * Waits until the agent is there and has started its work.
   *
   * @returns `late` when that was not in time, in ms, `left` when the room was left before
   */
  async agentArrives(timeoutMs: number): Promise<'came' | 'left' | 'late'> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeout = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), timeoutMs);
    });
    try {
      return await Promise.race([this.#arrival, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * The agent's identity.
   *
   * @throws LiveKitServiceError `agent_not_ready` while it takes no remote calls
   */
  requireAgent(): string {
    if (this.#agent && this.isAgentReady) return this.#agent.identity;
    throw new LiveKitServiceError('agent_not_ready', 'The agent is not there yet.');
  }

  /**
   * Calls one of the protocol's `RpcMethod`s on the agent.
   *
   * @throws LiveKitServiceError `agent_not_ready` or `agent_unreachable`
   */
  async callAgent(method: string, request: unknown): Promise<void> {
    const agent = this.requireAgent();
    try {
      await this.room.localParticipant.performRpc({
        destinationIdentity: agent,
        method,
        payload: JSON.stringify(request),
        responseTimeout: RPC_TIMEOUT_MS,
      });
    } catch (cause) {
      throw new LiveKitServiceError('agent_unreachable', `The agent did not take ${method}.`, {
        cause,
      });
    }
  }

  /** Leaves for good; the listener hears nothing more. */
  async leave(): Promise<void> {
    if (this.#left) return;
    this.#left = true;
    this.#connected = false;
    this.#settleArrival('left');
    for (const stop of this.#playing.values()) stop();
    this.#playing.clear();
    await this.room.disconnect();
  }

  #follow(): void {
    const { room } = this;
    room.on(RoomEvent.Reconnecting, () => this.#connection(false));
    room.on(RoomEvent.Reconnected, () => this.#connection(true));
    room.on(RoomEvent.Disconnected, (reason) => this.#end(endOf(reason)));
    room.on(RoomEvent.ParticipantConnected, (participant) => this.#meet(participant));
    room.on(RoomEvent.ParticipantDisconnected, (participant, reason) => {
      if (participant.identity !== this.#agent?.identity) return;
      const meant = reason === DisconnectReason.CLIENT_INITIATED;
      this.#end(meant ? 'agent_left' : 'agent_lost');
    });
    room.on(RoomEvent.ParticipantAttributesChanged, (_, participant) => this.#meet(participant));
    room.on(RoomEvent.TrackSubscribed, (track) => this.#play(track));
    room.on(RoomEvent.TrackUnsubscribed, (track) => this.#stop(track));
    room.on(RoomEvent.AudioPlaybackStatusChanged, () => {
      if (!this.#left) this.#listener.playbackBlocked(!room.canPlaybackAudio);
    });
    room.on(RoomEvent.DataReceived, (payload, sender, _kind, topic) => {
      if (topic === MESSAGE_TOPIC && sender?.isAgent && !this.#left) this.#listener.packet(payload);
    });
    room.registerTextStreamHandler(MESSAGE_TOPIC, (stream) => {
      if (!this.#left) this.#listener.messageStream(stream);
    });
    room.registerTextStreamHandler(TRANSCRIPTION_TOPIC, (stream, { identity }) => {
      if (this.#left) return;
      const isUser = identity === room.localParticipant.identity;
      this.#listener.transcript(stream, isUser ? 'user' : 'agent');
    });
  }

  #connection(connected: boolean): void {
    if (this.#left) return;
    this.#connected = connected;
    this.#listener.connectionChanged(connected ? 'connected' : 'reconnecting');
  }

  #meet(participant: Participant): void {
    if (this.#left || !participant.isAgent) return;
    this.#agent = participant;
    const state = agentStateOf(participant);
    if (state !== 'joining') this.#settleArrival('came');
    this.#listener.agentChanged(state);
  }

  #play(track: RemoteTrack): void {
    if (this.#left || track.kind !== Track.Kind.Audio) return;
    this.#playing.set(track, this.#platform.playTrack(track));
  }

  #stop(track: RemoteTrack): void {
    this.#playing.get(track)?.();
    this.#playing.delete(track);
  }

  #end(end: CallEnd): void {
    if (this.#left) return;
    // A call that ends before it was joined is reported by `join`.
    if (this.#joined) this.#listener.ended(end);
  }
}

/** The token is too old, or was revoked. */
function isRefusal(cause: unknown): boolean {
  return cause instanceof ConnectionError && cause.reason === ConnectionErrorReason.NotAllowed;
}

function agentStateOf({ attributes }: Participant): AgentState {
  switch (attributes[AGENT_STATE_ATTRIBUTE]) {
    case 'idle':
    case 'listening':
      return 'listening';
    case 'thinking':
      return 'thinking';
    case 'speaking':
      return 'speaking';
    default:
      return 'joining';
  }
}

function endOf(reason: number | undefined): CallEnd {
  switch (reason) {
    case DisconnectReason.DUPLICATE_IDENTITY:
      return 'joined_elsewhere';
    case DisconnectReason.PARTICIPANT_REMOVED:
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED:
      return 'agent_left';
    default:
      return 'connection_lost';
  }
}
