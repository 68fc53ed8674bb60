import { RpcMethod } from '@bakebot/protocol';
import type { Call } from '../connection/room-connection.ts';
import type { ServiceEvent } from '../state/events.ts';
import { Microphone } from './microphone.ts';
import { PushToTalk } from './push-to-talk.ts';
import type { TurnWatch } from '../turns/turn-timeouts.ts';
import type { MicrophoneSetting } from '../state/state.ts';

/** The user's voice in one call: the device's microphone, and in which way the agent listens to it. */
export class Voice {
  readonly microphone: Microphone;
  readonly pushToTalk: PushToTalk;
  readonly #call: Call;
  readonly #dispatch: (event: ServiceEvent) => void;

  constructor(call: Call, watch: TurnWatch, dispatch: (event: ServiceEvent) => void) {
    this.#call = call;
    this.#dispatch = dispatch;
    this.microphone = new Microphone(call.room.localParticipant, (permission) =>
      dispatch({ type: 'microphone', microphone: { permission } }),
    );
    const { microphone } = this;
    this.pushToTalk = new PushToTalk({ call, microphone, watch, dispatch });
  }

  /** @throws LiveKitServiceError when the microphone or the agent cannot be had; then `before` stays */
  async setMode(mode: MicrophoneSetting, before: MicrophoneSetting): Promise<void> {
    if (mode === before) return;
    // The user is not asked for a microphone that nobody would listen to.
    if (mode === 'open') this.#call.requireAgent();
    await this.pushToTalk.cancel();
    this.#report(mode);
    try {
      await this.#apply(mode);
      await this.#tellAgent(mode, before);
    } catch (error) {
      this.#report(before);
      await this.#apply(before === 'open' ? 'push-to-talk' : before);
      throw error;
    }
  }

  /** In a new call: the open microphone stays open. */
  async restore(mode: MicrophoneSetting): Promise<void> {
    if (mode !== 'open') return;
    try {
      await this.#apply(mode);
      await this.#tellAgent(mode, 'off');
    } catch {
      // The user sees that the microphone is off, and can switch it on again.
      this.#report('off');
    }
  }

  /** The device's sound was taken away and is back: what the microphone captured before is dead. */
  async revive(mode: MicrophoneSetting): Promise<void> {
    try {
      await this.microphone.renew({ isOpen: mode === 'open' });
    } catch {
      this.#report('off');
    }
  }

  /** The call is over. */
  end(): void {
    this.pushToTalk.end();
    this.microphone.end();
  }

  async #apply(mode: MicrophoneSetting): Promise<void> {
    switch (mode) {
      case 'open':
        await this.microphone.open();
        break;
      case 'push-to-talk':
        await this.microphone.mute();
        break;
      case 'off':
        await this.microphone.close();
        break;
    }
  }

  /** The agent listens to a press of the button in any mode: only the open microphone is news to it. */
  async #tellAgent(mode: MicrophoneSetting, before: MicrophoneSetting): Promise<void> {
    if (mode === 'open') {
      await this.#call.callAgent(RpcMethod.setMicrophone, { mode: 'open' });
    } else if (before === 'open') {
      await this.#call.callAgent(RpcMethod.setMicrophone, { mode: 'push-to-talk' });
    }
  }

  #report(mode: MicrophoneSetting): void {
    this.#dispatch({ type: 'microphone', microphone: { mode } });
  }
}
