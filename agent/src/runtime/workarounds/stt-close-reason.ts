import { AsyncLocalStorage } from 'node:async_hooks';
import { Live } from '@google/genai';
import { APIStatusError, type stt } from '@livekit/agents';
import { intercept } from './realtime-session.ts';

type Close = { readonly code: number; readonly reason: string };

/** The close of the socket that the current STT stream has opened. */
const socket = new AsyncLocalStorage<{ close?: Close }>();

/**
 * Makes Google's reason for closing a socket part of the error of an STT stream.
 *
 * **Cause**: plugin-google (1.9.0) drops it, so that a wrong key looks like an outage.
 *
 * **Can go** when the plugin's error has the reason: `stt-close-reason.test.ts` then fails.
 */
export function keepCloseReason(model: stt.STT): stt.STT {
  watchSockets();
  intercept(model, 'stream', (openStream) => {
    const stream = openStream();
    if (typeof stream !== 'object' || stream === null) return stream;
    intercept(stream, 'run', (run) => {
      const opened: { close?: Close } = {};
      return socket.run(opened, async () => {
        try {
          await run();
        } catch (error) {
          throw opened.close && error instanceof APIStatusError ? errorOf(opened.close) : error;
        }
      });
    });
    return stream;
  });
  return model;
}

function errorOf({ code, reason }: Close): APIStatusError {
  const message = reason || `Gemini closed the STT socket with code ${code}`;
  return new APIStatusError({ message, options: { statusCode: code } });
}

let isWatching = false;

function watchSockets(): void {
  if (isWatching) return;
  isWatching = true;
  intercept(Live.prototype, 'connect', (connect, parameters) => {
    const opened = socket.getStore();
    const callbacks = property(parameters, 'callbacks');
    if (opened && typeof callbacks === 'object' && callbacks !== null) {
      intercept(callbacks, 'onclose', (closed, event) => {
        opened.close = {
          code: Number(property(event, 'code')),
          reason: String(property(event, 'reason')),
        };
        return closed();
      });
    }
    return connect();
  });
}

function property(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null ? Reflect.get(object, name) : undefined;
}
