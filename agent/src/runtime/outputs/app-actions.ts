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

/** The part of LiveKit's local participant that calls. */
export type Caller = {
  performRpc(call: {
    destinationIdentity: string;
    method: string;
    payload: string;
    responseTimeout: number;
  }): Promise<string>;
};

/** What became of it: the app's own word, or that it gave none. */
export type AppOutcome = AppActionResult | { readonly done: false; readonly reason: 'no_answer' };

/** What the agent asks of the user's app. Nothing here throws: an app that cannot is no fault of the conversation. */
export class AppActions {
  readonly #caller: () => Caller;
  readonly #identity: string;

  /** @param caller asked anew each time: the room is not joined yet when this is made */
  constructor(caller: () => Caller, identity: string) {
    this.#caller = caller;
    this.#identity = identity;
  }

  vibrate(request: VibrateRequest): Promise<AppOutcome> {
    return this.#ask(AppAction.vibrate, request);
  }

  notify(request: NotifyRequest): Promise<AppOutcome> {
    return this.#ask(AppAction.notify, request);
  }

  openCamera(request: OpenCameraRequest): Promise<AppOutcome> {
    return this.#ask(AppAction.openCamera, request);
  }

  async #ask(method: AppAction, request: object): Promise<AppOutcome> {
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
      log().warn({ error, method }, 'the app gave no answer');
      return { done: false, reason: 'no_answer' };
    }
  }
}
