/** Live tracks, open sockets and peer connections, and event listeners on targets that outlive a room. */
export type LeakCounts = {
  readonly tracks: number;
  readonly sockets: number;
  readonly peerConnections: number;
  readonly listeners: number;
};

declare global {
  interface Window {
    leaks: () => LeakCounts;
  }
}

/** An init script of the page: counts from then on. */
export function countLeaks(): void {
  // Weak references: strong ones would keep these objects and their listeners alive.
  const tracks: WeakRef<MediaStreamTrack>[] = [];
  const sockets: WeakRef<WebSocket>[] = [];
  const peerConnections: WeakRef<RTCPeerConnection>[] = [];
  let listeners = 0;

  const { mediaDevices } = navigator;
  const capture = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await capture(constraints);
    for (const track of stream.getTracks()) tracks.push(new WeakRef(track));
    return stream;
  };
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      // Vite's own socket stays open.
      if (String(url).includes('/rtc')) sockets.push(new WeakRef(this));
    }
  };
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      peerConnections.push(new WeakRef(this));
    }
  };
  for (const target of [window, document, mediaDevices]) {
    const add = target.addEventListener.bind(target);
    const remove = target.removeEventListener.bind(target);
    const held = new WeakMap<EventListener, Set<string>>();
    target.addEventListener = (
      type: string,
      listener: EventListener,
      options?: AddEventListenerOptions,
    ) => {
      const types = held.get(listener) ?? new Set();
      // livekit-client adds one with a signal that removes it when its room is garbage collected.
      if (!types.has(type) && !options?.signal) {
        listeners += 1;
        held.set(listener, types.add(type));
      }
      add(type, listener, options);
    };
    target.removeEventListener = (type: string, listener: EventListener, options?: boolean) => {
      if (held.get(listener)?.delete(type)) listeners -= 1;
      remove(type, listener, options);
    };
  }

  window.leaks = () => ({
    tracks: tracks.filter((track) => track.deref()?.readyState === 'live').length,
    sockets: sockets.filter((socket) => (socket.deref()?.readyState ?? 3) < WebSocket.CLOSED)
      .length,
    peerConnections: peerConnections.filter(
      (connection) => (connection.deref()?.signalingState ?? 'closed') !== 'closed',
    ).length,
    listeners,
  });
}
