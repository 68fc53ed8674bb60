import {
  APP_ACTION_TIMEOUT_MS,
  AppAction,
  AppActionResult,
  type NotifyRequest,
  type OpenCameraRequest,
  type VibrateRequest,
} from '@bakebot/protocol';
import { log } from '@livekit/agents';
import { RpcError } from '@livekit/rtc-node';

/** The part of LiveKit's local participant that performs RPC calls. */
export type Caller = {
  performRpc(call: {
    destinationIdentity: string;
    method: string;
    payload: string;
    responseTimeout: number;
  }): Promise<string>;
};

/** The app's result, or `no_answer` when it returned none. */
export type AppOutcome = AppActionResult | { readonly done: false; readonly reason: 'no_answer' };

/** RPC calls to the user's app. They never throw, because an app need not support them. */
export class AppActions {
  readonly #caller: () => Caller;
  readonly #identity: string;

  /** @param caller called before each RPC, because the room is not joined yet */
  constructor(caller: () => Caller, identity: string) {
    this.#caller = caller;
    this.#identity = identity;
  }

  vibrate(request: VibrateRequest): Promise<AppOutcome> {
    return this.#call(AppAction.vibrate, request);
  }

  notify(request: NotifyRequest): Promise<AppOutcome> {
    return this.#call(AppAction.notify, request);
  }

  openCamera(request: OpenCameraRequest): Promise<AppOutcome> {
    return this.#call(AppAction.openCamera, request);
  }

  async #call(method: AppAction, request: object): Promise<AppOutcome> {
    try {
      const answer = await this.#caller().performRpc({
        destinationIdentity: this.#identity,
        method,
        payload: JSON.stringify(request),
        responseTimeout: APP_ACTION_TIMEOUT_MS,
      });
      return AppActionResult.parse(JSON.parse(answer));
    } catch (error) {
      if (error instanceof RpcError && error.code === RpcError.ErrorCode.UNSUPPORTED_METHOD) {
        return { done: false, reason: 'unsupported' };
      }
      log().warn({ error, method }, 'failed to call app');
      return { done: false, reason: 'no_answer' };
    }
  }
}
