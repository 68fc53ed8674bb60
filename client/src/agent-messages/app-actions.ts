import {
  AppAction,
  type AppActionResult,
  NotifyRequest,
  OpenCameraRequest,
  VibrateRequest,
} from '@bakebot/protocol';
import type { Room } from '../platform/room.ts';

type Answer = AppActionResult | Promise<AppActionResult>;

/**
 * What the agent may ask of the app; each is optional, and the agent does without what is missing. They answer at once:
 * that the camera is up, not that a photo was taken. One that throws answers `unavailable`.
 */
export type AppActions = {
  /** A timer rings. */
  readonly vibrate?: (request: VibrateRequest) => Answer;
  /** Shows a local notification. */
  readonly notify?: (request: NotifyRequest) => Answer;
  /** Brings up the camera; the photo then goes out by `sendImage`. */
  readonly openCamera?: (request: OpenCameraRequest) => Answer;
};

/** A zod schema, as far as it is needed here. */
type Schema<T> = { parse(data: unknown): T };

/**
 * Lets the agent call the app's actions in a room.
 *
 * @param isAgent whether a participant is the agent, by identity: nobody else may call
 */
export function registerAppActions(
  room: Pick<Room, 'registerRpcMethod'>,
  { vibrate, notify, openCamera }: AppActions,
  isAgent: (identity: string) => boolean,
): void {
  function register<T>(
    method: AppAction,
    schema: Schema<T>,
    act: ((request: T) => Answer) | undefined,
  ): void {
    if (!act) return;
    room.registerRpcMethod(method, async ({ callerIdentity, payload }) => {
      if (!isAgent(callerIdentity)) return JSON.stringify(UNAVAILABLE);
      return JSON.stringify(await carryOut(schema, payload, act));
    });
  }
  register(AppAction.vibrate, VibrateRequest, vibrate);
  register(AppAction.notify, NotifyRequest, notify);
  register(AppAction.openCamera, OpenCameraRequest, openCamera);
}

async function carryOut<T>(
  schema: Schema<T>,
  payload: string,
  act: (request: T) => Answer,
): Promise<AppActionResult> {
  try {
    return await act(schema.parse(JSON.parse(payload)));
  } catch {
    return UNAVAILABLE;
  }
}

const UNAVAILABLE: AppActionResult = { done: false, reason: 'unavailable' };
