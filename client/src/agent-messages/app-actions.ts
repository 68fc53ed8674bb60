import {
  AppAction,
  type AppActionResult,
  NotifyRequest,
  OpenCameraRequest,
  VibrateRequest,
} from '@bakebot/protocol';
import type { Room } from '../platform/room.ts';

type Result = AppActionResult | Promise<AppActionResult>;

/**
 * RPC methods of the app that the agent may call; all are optional. A result is due at once: that the camera is open,
 * not that a photo was taken. When a method throws, the result is `unavailable`.
 */
export type AppActions = {
  /** For a ringing timer. */
  readonly vibrate?: (request: VibrateRequest) => Result;
  /** Shows a local notification. */
  readonly notify?: (request: NotifyRequest) => Result;
  /** Opens the camera; the app sends the photo with `sendImage`. */
  readonly openCamera?: (request: OpenCameraRequest) => Result;
};

/** The part of a zod schema that is used. */
type Schema<T> = { parse(data: unknown): T };

/** @param isAgent whether an identity is the agent's: calls of other participants are rejected */
export function registerAppActions(
  room: Pick<Room, 'registerRpcMethod'>,
  { vibrate, notify, openCamera }: AppActions,
  isAgent: (identity: string) => boolean,
): void {
  function register<T>(
    method: AppAction,
    schema: Schema<T>,
    action: ((request: T) => Result) | undefined,
  ): void {
    if (!action) return;
    room.registerRpcMethod(method, async ({ callerIdentity, payload }) => {
      const result = isAgent(callerIdentity) ? await run(action, schema, payload) : UNAVAILABLE;
      return JSON.stringify(result);
    });
  }
  register(AppAction.vibrate, VibrateRequest, vibrate);
  register(AppAction.notify, NotifyRequest, notify);
  register(AppAction.openCamera, OpenCameraRequest, openCamera);
}

async function run<T>(
  action: (request: T) => Result,
  schema: Schema<T>,
  payload: string,
): Promise<AppActionResult> {
  try {
    return await action(schema.parse(JSON.parse(payload)));
  } catch {
    return UNAVAILABLE;
  }
}

const UNAVAILABLE: AppActionResult = { done: false, reason: 'unavailable' };
