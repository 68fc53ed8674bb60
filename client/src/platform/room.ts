import type { Track } from 'livekit-client';

/**
 * The part of livekit-client's `Room` that the service uses: tests bring a small stand-in, and an update of the SDK that
 * changes any of it fails to compile in `create-room.ts`.
 */
export interface Room {
  readonly localParticipant: LocalParticipant;
  readonly remoteParticipants: ReadonlyMap<string, Participant>;
  readonly canPlaybackAudio: boolean;
  /** There while the room is joined. */
  readonly engine?:
    | { on(event: 'tokenRefreshed', listener: (token: string) => void): unknown }
    | undefined;
  connect(url: string, token: string): Promise<void>;
  disconnect(): Promise<void>;
  startAudio(): Promise<void>;
  registerTextStreamHandler(
    topic: string,
    handler: (stream: TextStream, sender: { readonly identity: string }) => void,
  ): void;
  registerRpcMethod(
    method: string,
    handler: (call: {
      readonly callerIdentity: string;
      readonly payload: string;
    }) => Promise<string>,
  ): void;
  on(event: 'reconnecting' | 'reconnected', listener: () => void): unknown;
  /** The reason, here and below, is livekit-client's `DisconnectReason`. */
  on(event: 'disconnected', listener: (reason?: number) => void): unknown;
  on(event: 'participantConnected', listener: (participant: Participant) => void): unknown;
  on(
    event: 'participantDisconnected',
    listener: (participant: Participant, reason?: number) => void,
  ): unknown;
  on(
    event: 'participantAttributesChanged',
    listener: (changed: Record<string, string>, participant: Participant) => void,
  ): unknown;
  on(
    event: 'trackSubscribed' | 'trackUnsubscribed',
    listener: (track: RemoteTrack) => void,
  ): unknown;
  on(
    event: 'dataReceived',
    listener: (payload: Uint8Array, sender?: Participant, kind?: unknown, topic?: string) => void,
  ): unknown;
  on(event: 'audioPlaybackChanged', listener: () => void): unknown;
}

export interface Participant {
  readonly identity: string;
  readonly isAgent: boolean;
  readonly attributes: Readonly<Record<string, string>>;
}

/** On the web livekit-client's tracks can be attached to an element; the platform object knows. */
export interface RemoteTrack {
  readonly kind: Track.Kind;
}

export interface TextStream extends AsyncIterable<string> {
  readonly info: { readonly id: string; readonly attributes?: Record<string, string> | undefined };
  readAll(): Promise<string>;
}

export interface LocalParticipant extends Participant {
  publishData(
    data: Uint8Array<ArrayBuffer>,
    options: { reliable: boolean; topic: string; destinationIdentities: string[] },
  ): Promise<void>;
  sendText(
    text: string,
    options: { topic: string; destinationIdentities: string[] },
  ): Promise<unknown>;
  streamBytes(options: {
    topic: string;
    destinationIdentities: string[];
    name: string;
    mimeType: string;
    totalSize: number;
    attributes: Record<string, string>;
  }): Promise<ByteWriter>;
  performRpc(call: {
    destinationIdentity: string;
    method: string;
    payload: string;
    responseTimeout: number;
  }): Promise<string>;
  /** Publishes the microphone on first use, asking the user for it; then unmutes and mutes it. */
  setMicrophoneEnabled(on: boolean): Promise<LocalPublication | undefined>;
  /** Ends a track: the microphone's light goes out. */
  unpublishTrack(track: MediaStreamTrack): Promise<unknown>;
}

export interface ByteWriter {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
}

export interface LocalPublication {
  readonly track?: { readonly mediaStreamTrack: MediaStreamTrack } | undefined;
}
