import type { AgentMessage } from '@bakebot/protocol';
import {
  AGENT_STATE_ATTRIBUTE,
  AppActionResult,
  MESSAGE_TOPIC,
  TRANSCRIPTION_TOPIC,
} from '@bakebot/protocol';
import { FakeTextStream } from './fake-text-stream.ts';
import type {
  LocalParticipant,
  Participant,
  RemoteTrack,
  Room,
  TextStream,
} from '../platform/room.ts';

type Listener = (...args: never[]) => void;
type RpcHandler = (call: { callerIdentity: string; payload: string }) => Promise<string>;
type StreamHandler = (stream: TextStream, sender: { readonly identity: string }) => void;

/** Data or an RPC that left the device. */
export type Sent =
  | { readonly by: 'packet' | 'stream'; readonly topic: string; readonly text: string }
  | {
      readonly by: 'bytes';
      readonly topic: string;
      readonly mimeType: string;
      readonly attributes: Record<string, string>;
      readonly size: number;
    }
  | { readonly by: 'rpc'; readonly method: string; readonly payload: string };

/** A room in memory, with methods for the server's and the agent's side. */
export class FakeRoom implements Room {
  readonly sent: Sent[] = [];
  readonly remoteParticipants = new Map<string, Participant>();
  readonly localParticipant: FakeLocalParticipant;
  canPlaybackAudio = true;
  connectedWith: { url: string; token: string } | undefined;
  isLeft = false;
  /** Makes `connect` reject. */
  joinError: Error | undefined;
  /** Delays `disconnect` until it resolves. */
  leaveDelay: Promise<void> | undefined;
  readonly #listeners = new Map<string, Listener[]>();
  readonly #handlers = new Map<string, StreamHandler>();
  readonly #rpcHandlers = new Map<string, RpcHandler>();
  #onTokenRefreshed: (token: string) => void = () => undefined;
  readonly engine = {
    on: (_event: 'tokenRefreshed', listener: (token: string) => void): void => {
      this.#onTokenRefreshed = listener;
    },
  };

  constructor() {
    this.localParticipant = new FakeLocalParticipant(this.sent);
  }

  async connect(url: string, token: string): Promise<void> {
    if (this.joinError) throw this.joinError;
    this.connectedWith = { url, token };
  }

  async disconnect(): Promise<void> {
    this.isLeft = true;
    await this.leaveDelay;
    this.emit('disconnected', 1);
  }

  async startAudio(): Promise<void> {
    if (!this.canPlaybackAudio) throw new Error('NotAllowedError');
  }

  registerRpcMethod(method: string, handler: RpcHandler): void {
    this.#rpcHandlers.set(method, handler);
  }

  /** Calls an RPC method of the app. @returns undefined when the method is not registered */
  async callApp(
    method: string,
    request: unknown,
    callerIdentity = 'agent-1',
  ): Promise<AppActionResult | undefined> {
    const payload = JSON.stringify(request);
    const result = await this.#rpcHandlers.get(method)?.({ callerIdentity, payload });
    return result === undefined ? undefined : AppActionResult.parse(JSON.parse(result));
  }

  /** The server sends a new token. */
  refreshesToken(token: string): void {
    this.#onTokenRefreshed(token);
  }

  registerTextStreamHandler(topic: string, handler: StreamHandler): void {
    this.#handlers.set(topic, handler);
  }

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  emit(event: string, ...args: unknown[]): void {
    for (const listener of this.#listeners.get(event) ?? []) {
      Reflect.apply(listener, undefined, args);
    }
  }

  /** The agent joins or changes its state. */
  agentIs(state: string, identity = 'agent-1'): void {
    const attributes = { [AGENT_STATE_ATTRIBUTE]: state };
    const agent = { identity, isAgent: true, attributes };
    const isNew = !this.remoteParticipants.has(identity);
    this.remoteParticipants.set(identity, agent);
    if (isNew) this.emit('participantConnected', agent);
    else this.emit('participantAttributesChanged', attributes, agent);
  }

  /** The agent leaves; without a reason, as if its process had died. */
  agentLeaves(reason?: number): void {
    const agent = this.remoteParticipants.get('agent-1');
    this.remoteParticipants.delete('agent-1');
    this.emit('participantDisconnected', agent, reason);
  }

  agentSends(message: AgentMessage): void {
    const bytes = new TextEncoder().encode(JSON.stringify(message));
    this.emit('dataReceived', bytes, this.remoteParticipants.get('agent-1'), 0, MESSAGE_TOPIC);
  }

  /** The agent sends a message as a text stream, as it does above a packet's size. */
  agentStreams(message: AgentMessage): void {
    const stream = new FakeTextStream({});
    this.#handlers.get(MESSAGE_TOPIC)?.(stream, { identity: 'agent-1' });
    stream.write(JSON.stringify(message));
    stream.end();
  }

  /** Starts an incoming transcript. */
  transcript(segmentId: string, identity = 'agent-1'): FakeTextStream {
    const stream = new FakeTextStream({ 'lk.segment_id': segmentId });
    this.#handlers.get(TRANSCRIPTION_TOPIC)?.(stream, { identity });
    return stream;
  }

  agentTrack(track: RemoteTrack): void {
    this.emit('trackSubscribed', track);
  }
}

export class FakeLocalParticipant implements LocalParticipant {
  readonly identity = 'user-1';
  readonly isAgent = false;
  readonly attributes = {};
  /** Changes of the microphone, in order. */
  readonly uses: ('none' | 'open' | 'muted')[] = [];
  /** Makes `setMicrophoneEnabled(true)` reject, as a browser's `getUserMedia` does. */
  microphoneError: Error | undefined;
  /** Makes `publishData` reject. */
  sendError: Error | undefined;
  /** Delays byte streams until it resolves. */
  uploadDelay: Promise<void> | undefined;
  /** Makes RPCs reject. */
  rpcError: Error | undefined;
  /** Delays responses to RPCs, which arrive at the agent, until it resolves. */
  rpcDelay: Promise<void> | undefined;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Node has no MediaStreamTrack
  readonly track = { id: 'mic' } as MediaStreamTrack;
  readonly #sent: Sent[];

  constructor(sent: Sent[]) {
    this.#sent = sent;
  }

  get microphone(): 'none' | 'open' | 'muted' {
    return this.uses.at(-1) ?? 'none';
  }

  async publishData(data: Uint8Array, { topic }: { topic: string }): Promise<void> {
    if (this.sendError) throw this.sendError;
    this.#sent.push({ by: 'packet', topic, text: new TextDecoder().decode(data) });
  }

  async sendText(text: string, { topic }: { topic: string }): Promise<void> {
    this.#sent.push({ by: 'stream', topic, text });
  }

  async streamBytes(options: {
    topic: string;
    mimeType: string;
    attributes: Record<string, string>;
  }): Promise<{ write(bytes: Uint8Array): Promise<void>; close(): Promise<void> }> {
    const { topic, mimeType, attributes } = options;
    let size = 0;
    return {
      write: async (bytes) => {
        await this.uploadDelay;
        size += bytes.byteLength;
      },
      close: async () => {
        this.#sent.push({ by: 'bytes', topic, mimeType, attributes, size });
      },
    };
  }

  async performRpc({ method, payload }: { method: string; payload: string }): Promise<string> {
    if (this.rpcError) throw this.rpcError;
    this.#sent.push({ by: 'rpc', method, payload });
    await this.rpcDelay;
    return '{}';
  }

  async setMicrophoneEnabled(
    on: boolean,
  ): Promise<{ track: { mediaStreamTrack: MediaStreamTrack } }> {
    if (on && this.microphoneError) throw this.microphoneError;
    this.uses.push(on ? 'open' : 'muted');
    return { track: { mediaStreamTrack: this.track } };
  }

  async unpublishTrack(): Promise<void> {
    this.uses.push('none');
  }
}
