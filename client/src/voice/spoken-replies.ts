import { RpcMethod } from '@bakebot/protocol';
import type { RoomConnection } from '../connection/room-connection.ts';
import type { ServiceEvent } from '../state/events.ts';

export type SpokenRepliesOptions = {
  readonly connection: () => RoomConnection | undefined;
  readonly isOn: () => boolean;
  readonly dispatch: (event: ServiceEvent) => void;
};

/** The setting that makes the agent speak its replies or only write them. */
export class SpokenReplies {
  readonly #options: SpokenRepliesOptions;

  constructor(options: SpokenRepliesOptions) {
    this.#options = options;
  }

  /** @throws LiveKitServiceError `agent_unreachable`; the setting is then unchanged */
  async set(on: boolean): Promise<void> {
    const before = this.#options.isOn();
    this.#report(on);
    try {
      await this.#send();
    } catch (error) {
      this.#report(before);
      throw error;
    }
  }

  /** Sends the setting after an interruption, in which the agent may have missed it. */
  async resend(): Promise<void> {
    await this.#send().catch(() => undefined);
  }

  /** Sends the setting to a new agent, which speaks by default. */
  async restore(): Promise<void> {
    if (!this.#options.isOn()) await this.resend();
  }

  /** Does nothing without a ready agent: `restore` follows. */
  async #send(): Promise<void> {
    const connection = this.#options.connection();
    if (!connection?.isAgentReady) return;
    await connection.performRpc(RpcMethod.setSpokenReplies, { on: this.#options.isOn() });
  }

  #report(spokenReplies: boolean): void {
    this.#options.dispatch({ type: 'sound', sound: { spokenReplies } });
  }
}
