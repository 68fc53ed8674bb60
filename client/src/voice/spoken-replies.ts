import { RpcMethod } from '@bakebot/protocol';
import type { Call } from '../connection/room-connection.ts';
import type { ServiceEvent } from '../state/events.ts';

export type SpokenRepliesOptions = {
  readonly call: () => Call | undefined;
  readonly isOn: () => boolean;
  readonly dispatch: (event: ServiceEvent) => void;
};

/** Whether the agent speaks, or only writes: what the user wants, and what the agent is told of it. */
export class SpokenReplies {
  readonly #options: SpokenRepliesOptions;

  constructor(options: SpokenRepliesOptions) {
    this.#options = options;
  }

  /** @throws LiveKitServiceError `agent_unreachable`; then it stays as it was */
  async set(on: boolean): Promise<void> {
    const before = this.#options.isOn();
    this.#report(on);
    try {
      await this.tell();
    } catch (error) {
      this.#report(before);
      throw error;
    }
  }

  /** Tells the agent. One that cannot be told now is told when it can. @throws LiveKitServiceError `agent_unreachable` */
  async tell(): Promise<void> {
    const { call, isOn } = this.#options;
    const agent = call();
    if (agent?.isAgentReady) await agent.callAgent(RpcMethod.setSpokenReplies, { on: isOn() });
  }

  #report(spokenReplies: boolean): void {
    this.#options.dispatch({ type: 'sound', sound: { spokenReplies } });
  }
}
