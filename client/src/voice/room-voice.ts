import { RpcMethod } from '@bakebot/protocol';
import type { RoomConnection } from '../connection/room-connection.ts';
import type { ServiceEvent } from '../state/events.ts';
import type { MicrophoneSetting } from '../state/state.ts';
import type { TurnTimeouts } from '../turns/turn-timeouts.ts';
import { Microphone } from './microphone.ts';
import { PushToTalk } from './push-to-talk.ts';

/** The user's voice in one room: the device's microphone, and the agent's listening mode. */
export class RoomVoice {
  readonly microphone: Microphone;
  readonly pushToTalk: PushToTalk;
  readonly #connection: RoomConnection;
  readonly #dispatch: (event: ServiceEvent) => void;

  constructor(
    connection: RoomConnection,
    timeouts: TurnTimeouts,
    dispatch: (event: ServiceEvent) => void,
  ) {
    this.#connection = connection;
    this.#dispatch = dispatch;
    this.microphone = new Microphone(connection.room.localParticipant, (permission) =>
      dispatch({ type: 'microphone', microphone: { permission } }),
    );
    const { microphone } = this;
    this.pushToTalk = new PushToTalk({ connection, microphone, timeouts, dispatch });
  }

  /** @throws LiveKitServiceError when microphone or agent is unavailable; the mode is then `before` again */
  async setMode(mode: MicrophoneSetting, before: MicrophoneSetting): Promise<void> {
    if (mode === before) return;
    // Before the permission prompt, which would be pointless without an agent.
    if (mode === 'open') this.#connection.requireAgent();
    await this.pushToTalk.cancel();
    this.#report(mode);
    try {
      await this.#setMicrophone(mode);
      await this.#setAgentMode(mode, before);
    } catch (error) {
      this.#report(before);
      await this.#setMicrophone(before === 'open' ? 'push-to-talk' : before);
      throw error;
    }
  }

  /** Opens the microphone again when it was open in the previous room. */
  async restore(mode: MicrophoneSetting): Promise<void> {
    if (mode !== 'open') return;
    try {
      await this.#setMicrophone(mode);
      await this.#setAgentMode(mode, 'off');
    } catch {
      // The app shows the microphone as off: the user can switch it on again.
      this.#report('off');
    }
  }

  /** Replaces the capture after an interruption of the device's audio. */
  async restartCapture(mode: MicrophoneSetting): Promise<void> {
    try {
      await this.microphone.restart({ isOpen: mode === 'open' });
    } catch {
      this.#report('off');
    }
  }

  /** The room is left. */
  end(): void {
    this.pushToTalk.end();
    this.microphone.end();
  }

  async #setMicrophone(mode: MicrophoneSetting): Promise<void> {
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

  /** The agent accepts push-to-talk in any mode: only a change from or to `open` concerns it. */
  async #setAgentMode(mode: MicrophoneSetting, before: MicrophoneSetting): Promise<void> {
    if (mode !== 'open' && before !== 'open') return;
    await this.#connection.performRpc(RpcMethod.setMicrophone, {
      mode: mode === 'open' ? 'open' : 'push-to-talk',
    });
  }

  #report(mode: MicrophoneSetting): void {
    this.#dispatch({ type: 'microphone', microphone: { mode } });
  }
}
