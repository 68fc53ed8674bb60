import { AsyncLocalStorage } from 'node:async_hooks';
import { Live, type LiveServerMessage } from '@google/genai';

/** What happens on the connection of a Gemini STT stream. */
export type SocketListener = {
  connected(): void;
  /** Gemini closes the connection in so many ms. */
  goingAway(ms: number): void;
  /** The connection was closed, by either side. */
  closed(): void;
};

const listeners = new AsyncLocalStorage<SocketListener>();

/**
 * Reports what happens on the connection of the Gemini STT stream that `open` creates. Other vendors report nothing.
 *
 * **Cause**: Gemini closes a transcription after ten minutes, and sends `goAway` before. plugin-google (1.9.0) ignores `goAway`, and
 * takes a close with code 1000 for the end of the speech: its stream ends without an error.
 *
 * **Can go** when the plugin's stream continues after such a close: `transcription-socket.test.ts` then fails.
 */
export function watchTranscriptionSocket<T>(listener: SocketListener, open: () => T): T {
  return listeners.run(listener, open);
}

type Connect = Live['connect'];

const connect: Connect = Reflect.get(Live.prototype, 'connect');

const watchedConnect: Connect = async function (this: Live, parameters) {
  const listener = listeners.getStore();
  if (!listener) return connect.call(this, parameters);
  const { callbacks } = parameters;
  const session = await connect.call(this, {
    ...parameters,
    callbacks: {
      ...callbacks,
      onmessage: (message) => {
        if (message.goAway) listener.goingAway(timeLeftMs(message.goAway));
        callbacks.onmessage(message);
      },
      onclose: (event) => {
        listener.closed();
        callbacks.onclose?.(event);
      },
    },
  });
  listener.connected();
  return session;
};

Live.prototype.connect = watchedConnect;

function timeLeftMs({ timeLeft = '' }: NonNullable<LiveServerMessage['goAway']>): number {
  const seconds = Number.parseFloat(timeLeft);
  return Number.isFinite(seconds) ? seconds * 1000 : 0;
}
