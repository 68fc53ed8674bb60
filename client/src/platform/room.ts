import type { Track } from 'livekit-client';

/**
 * The part of livekit-client's `Room` that the service uses. Tests implement it in memory; an SDK update that changes it
 * fails to compile in `create-room.ts`.
 */
export interface Room {
  readonly localParticipant: LocalParticipant;
  readonly remoteParticipants: ReadonlyMap<string, Participant>;
  readonly canPlaybackAudio: boolean;
  /** Present while the room is joined. */
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
  /** `reason`, here and below, is livekit-client's `DisconnectReason`. */
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

/** How a track is played depends on the platform: see `Platform.playTrack`. */
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
  /** Publishes the microphone on first use, with the system's permission prompt; later unmutes and mutes it. */
  setMicrophoneEnabled(on: boolean): Promise<LocalPublication | undefined>;
  /** Stops the capture too: see `stopLocalTrackOnUnpublish`. */
  unpublishTrack(track: MediaStreamTrack): Promise<unknown>;
}

export interface ByteWriter {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
}

export interface LocalPublication {
  readonly track?: { readonly mediaStreamTrack: MediaStreamTrack } | undefined;
}
