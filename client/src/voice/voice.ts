import type { RoomConnection } from '../connection/room-connection.ts';
import type { Platform } from '../platform/platform.ts';
import { agentNotReady, notConnected } from '../state/errors.ts';
import type { ServiceEvent } from '../state/events.ts';
import type { MicrophoneSetting, ServiceState } from '../state/state.ts';
import type { TurnTimeouts } from '../turns/turn-timeouts.ts';
import type { TalkResult } from './push-to-talk.ts';
import { RoomVoice } from './room-voice.ts';

export type VoiceOptions = {
  readonly platform: Pick<Platform, 'createId'>;
  readonly timeouts: TurnTimeouts;
  readonly getSnapshot: () => ServiceState;
  readonly dispatch: (event: ServiceEvent) => void;
  readonly connection: () => RoomConnection | undefined;
};

/** The user's voice across rooms: recording and the microphone's mode, which a new room inherits. */
export class Voice {
  readonly #options: VoiceOptions;
  #room: RoomVoice | undefined;

  constructor(options: VoiceOptions) {
    this.#options = options;
  }

  get track(): MediaStreamTrack | undefined {
    return this.#room?.microphone.track;
  }

  /** @throws LiveKitServiceError `microphone_*`, `not_connected`, `agent_not_ready` or `agent_unreachable` */
  async startRecording(): Promise<void> {
    await this.#requireRoom().pushToTalk.start(this.#options.platform.createId());
  }

  async stopRecording(): Promise<TalkResult> {
    return (await this.#room?.pushToTalk.stop()) ?? 'cancelled';
  }

  async cancelRecording(): Promise<void> {
    await this.#room?.pushToTalk.cancel();
  }

  /** @throws as `startRecording`; the mode is then unchanged */
  async setMode(mode: MicrophoneSetting): Promise<void> {
    await this.#requireRoom().setMode(mode, this.#mode);
  }

  joined(connection: RoomConnection): void {
    const { timeouts, dispatch } = this.#options;
    this.#room = new RoomVoice(connection, timeouts, dispatch);
  }

  /** Restores the microphone's mode with a new agent. */
  async restore(): Promise<void> {
    await this.#room?.restore(this.#mode);
  }

  /** Replaces the capture after an interruption of the device's audio. */
  async restartCapture(): Promise<void> {
    await this.#room?.restartCapture(this.#mode);
  }

  ended(next: 'rejoin' | 'none'): void {
    this.#room?.end();
    this.#room = undefined;
    const mode = next === 'rejoin' ? this.#mode : 'off';
    this.#options.dispatch({ type: 'microphone', microphone: { mode, recording: undefined } });
  }

  get #mode(): MicrophoneSetting {
    return this.#options.getSnapshot().microphone.mode;
  }

  #requireRoom(): RoomVoice {
    if (this.#room) return this.#room;
    throw this.#options.connection() ? agentNotReady() : notConnected();
  }
}
