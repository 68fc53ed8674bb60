import { AGENT_STATE_ATTRIBUTE, MESSAGE_TOPIC, TRANSCRIPTION_TOPIC } from '@bakebot/protocol';
import {
  ConnectionError,
  ConnectionErrorReason,
  DisconnectReason,
  RoomEvent,
  Track,
} from 'livekit-client';
import { withTimeout } from '../async/with-timeout.ts';
import type { Platform } from '../platform/platform.ts';
import type { Participant, RemoteTrack, Room, TextStream } from '../platform/room.ts';
import { agentNotReady, LiveKitServiceError } from '../state/errors.ts';
import type { AgentState } from '../state/state.ts';
import type { RoomToken } from './room-token.ts';

/** In ms. livekit-client accepts no less than 8 s. */
const RPC_TIMEOUT_MS = 8000;

/** Time for another agent to join after one has died, in ms: its worker dispatches it within a second. */
const REPLACEMENT_MS = 5000;

/** Why a joined room was lost, other than by `leave`. */
export type RoomConnectionEnd =
  | 'agent_left'
  | 'agent_lost'
  | 'connection_lost'
  | 'joined_elsewhere';

export type RoomConnectionListener = {
  agentChanged(state: AgentState): void;
  /** The agent died. Another one may join, or the room ends with `agent_lost`. */
  agentDied(): void;
  connectionChanged(status: 'connected' | 'reconnecting'): void;
  playbackBlocked(blocked: boolean): void;
  packet(payload: Uint8Array): void;
  messageStream(stream: TextStream): void;
  transcript(stream: TextStream, speaker: 'user' | 'agent'): void;
  /** LiveKit renews the token during the connection; the latest one allows a rejoin. */
  tokenRefreshed(token: string): void;
  ended(end: RoomConnectionEnd): void;
};

/** One connection to one room with one agent. Never reused, so that no event of an earlier room reaches a later one. */
export class RoomConnection {
  readonly room: Room;
  readonly #platform: Platform;
  readonly #listener: RoomConnectionListener;
  readonly #agentOutcome: Promise<'ready' | 'left'>;
  #settleAgentOutcome: (outcome: 'ready' | 'left') => void = () => undefined;
  readonly #playing = new Map<RemoteTrack, () => void>();
  #agent: Participant | undefined;
  #replacement: ReturnType<typeof setTimeout> | undefined;
  #joined = false;
  #connected = false;
  #left = false;

  constructor(platform: Platform, listener: RoomConnectionListener) {
    this.#platform = platform;
    this.#listener = listener;
    this.room = platform.createRoom();
    this.#agentOutcome = new Promise((resolve) => {
      this.#settleAgentOutcome = resolve;
    });
    this.#subscribe();
  }

  /** The agent's identity, while data can be sent to it. */
  get agentIdentity(): string | undefined {
    return this.#connected ? this.#agent?.identity : undefined;
  }

  /** Whether the agent's job has started, so that it answers RPCs. */
  get isAgentReady(): boolean {
    return this.#connected && !!this.#agent && agentStateOf(this.#agent) !== 'joining';
  }

  /** Asks the browser to allow playback. Succeeds only inside a user gesture; `playbackBlocked` reports the outcome. */
  async startAudio(): Promise<void> {
    await this.room.startAudio();
  }

  /** Resolves when the room is joined; the agent may join later. */
  async join({ url, token }: RoomToken): Promise<void> {
    try {
      await this.room.connect(url, token);
    } catch (cause) {
      const code = isTokenRejected(cause) ? 'room_refused' : 'room_unreachable';
      throw new LiveKitServiceError(code, `Failed to join the room at ${url}.`, { cause });
    }
    if (this.#left) {
      await this.room.disconnect();
      return;
    }
    this.#joined = true;
    // livekit-client has no room event for this: only its engine emits it.
    this.room.engine?.on('tokenRefreshed', (renewed) => this.#listener.tokenRefreshed(renewed));
    this.#setConnected(true);
    for (const participant of this.room.remoteParticipants.values()) this.#updateAgent(participant);
  }

  /**
   * Waits until the agent's job has started.
   *
   * @returns `left` when the room was left first
   */
  async waitForAgent(timeoutMs: number): Promise<'ready' | 'left' | 'timed_out'> {
    return (await withTimeout(this.#agentOutcome, timeoutMs)) ?? 'timed_out';
  }

  /** @throws LiveKitServiceError `agent_not_ready` */
  requireAgent(): string {
    if (this.#agent && this.isAgentReady) return this.#agent.identity;
    throw agentNotReady();
  }

  /**
   * Calls one of the protocol's `RpcMethod`s on the agent.
   *
   * @throws LiveKitServiceError `agent_not_ready` or `agent_unreachable`
   */
  async performRpc(method: string, request: unknown): Promise<void> {
    const agent = this.requireAgent();
    try {
      await this.room.localParticipant.performRpc({
        destinationIdentity: agent,
        method,
        payload: JSON.stringify(request),
        responseTimeout: RPC_TIMEOUT_MS,
      });
    } catch (cause) {
      throw new LiveKitServiceError('agent_unreachable', `RPC ${method} failed.`, { cause });
    }
  }

  /** Leaves the room. The listener is not called again. */
  async leave(): Promise<void> {
    if (this.#left) return;
    this.#left = true;
    this.#connected = false;
    clearTimeout(this.#replacement);
    this.#settleAgentOutcome('left');
    for (const stop of this.#playing.values()) stop();
    this.#playing.clear();
    await this.room.disconnect();
  }

  #subscribe(): void {
    const { room } = this;
    room.on(RoomEvent.Reconnecting, () => this.#setConnected(false));
    room.on(RoomEvent.Reconnected, () => this.#setConnected(true));
    room.on(RoomEvent.Disconnected, (reason) => this.#end(toConnectionEnd(reason)));
    room.on(RoomEvent.ParticipantConnected, (participant) => this.#updateAgent(participant));
    room.on(RoomEvent.ParticipantDisconnected, (participant, reason) => {
      if (participant.identity !== this.#agent?.identity) return;
      if (reason === DisconnectReason.CLIENT_INITIATED) this.#end('agent_left');
      else this.#awaitReplacement();
    });
    room.on(RoomEvent.ParticipantAttributesChanged, (_, participant) =>
      this.#updateAgent(participant),
    );
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

  #setConnected(connected: boolean): void {
    if (this.#left) return;
    this.#connected = connected;
    this.#listener.connectionChanged(connected ? 'connected' : 'reconnecting');
  }

  #awaitReplacement(): void {
    if (!this.#joined || this.#left) return;
    this.#agent = undefined;
    this.#replacement = setTimeout(() => this.#end('agent_lost'), REPLACEMENT_MS);
    this.#listener.agentDied();
    for (const participant of this.room.remoteParticipants.values()) this.#updateAgent(participant);
  }

  #updateAgent(participant: Participant): void {
    if (this.#left || !participant.isAgent) return;
    // Of two agents the first one stays until it leaves.
    if (this.#agent && this.#agent.identity !== participant.identity) return;
    clearTimeout(this.#replacement);
    this.#agent = participant;
    const state = agentStateOf(participant);
    if (state !== 'joining') this.#settleAgentOutcome('ready');
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

  #end(end: RoomConnectionEnd): void {
    // An end before the room is joined rejects `join`.
    if (this.#joined && !this.#left) this.#listener.ended(end);
  }
}

/** Whether LiveKit rejected the token as expired or revoked. */
function isTokenRejected(cause: unknown): boolean {
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

function toConnectionEnd(reason: number | undefined): RoomConnectionEnd {
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
