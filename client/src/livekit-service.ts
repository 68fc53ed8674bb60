import type { PictureSource } from './platform/platform.ts';
import type { Room } from './platform/room.ts';
import {
  createServiceParts,
  type LiveKitServiceOptions,
  type ServiceParts,
} from './service-parts.ts';
import type { MicrophoneSetting, ServiceState } from './state/state.ts';
import type { TalkResult } from './voice/push-to-talk.ts';

/**
 * Talk, type and show pictures to the agent.
 *
 * @example
 * const service = new LiveKitService({
 *   token: { endpoint: 'https://token.example.com/token', getSession: () => auth.getJwt() },
 *   platform: webPlatform(),
 * });
 * service.subscribe(() => render(service.getSnapshot()));
 * await service.connect();
 * await service.sendText('How much is a cup of flour in grams?');
 */
export class LiveKitService {
  readonly #parts: ServiceParts;

  constructor(options: LiveKitServiceOptions) {
    this.#parts = createServiceParts(options);
  }

  /** The current state: the same object until something changes. */
  readonly getSnapshot = (): ServiceState => this.#parts.store.getSnapshot();

  /**
   * Calls the listener after every change.
   *
   * @returns a function that unsubscribes
   */
  readonly subscribe = (listener: () => void): (() => void) =>
    this.#parts.store.subscribe(listener);

  /** The captured microphone track, for a level meter. */
  get microphoneTrack(): MediaStreamTrack | undefined {
    return this.#parts.voice.track;
  }

  /** The current room, for other uses of LiveKit; each connection has its own. In React, `useRoom`. */
  get room(): Room | undefined {
    return this.#parts.connector.connection?.room;
  }

  /**
   * Joins a room with an agent. Resolves when the room is joined; `agent` in the state shows when the agent is ready.
   * Call it from a user gesture, so that the browser allows playback. Does nothing while connected or reconnecting.
   *
   * @throws LiveKitServiceError
   */
  connect(): Promise<void> {
    return this.#parts.connector.connect();
  }

  /** Leaves the room. The conversation stays in the state. */
  disconnect(): Promise<void> {
    return this.#parts.connector.disconnect();
  }

  /** Starts playback when `sound.blocked`. Call it from a user gesture; if it is refused again, it stays blocked. */
  async startAudio(): Promise<void> {
    await this.#parts.connector.startAudio();
  }

  /**
   * For a press of the talk button: interrupts the agent and records. The first call prompts the user for the
   * microphone. Resolves when the agent is listening, or when the button was released first.
   *
   * @throws LiveKitServiceError `microphone_*`, `not_connected`, `agent_not_ready` or `agent_unreachable`
   */
  async startVoiceRecording(): Promise<void> {
    await this.#parts.voice.startRecording();
  }

  /** For the release of the talk button: sends the recording. Discards one that is too short for a word. */
  async stopVoiceRecording(): Promise<TalkResult> {
    return this.#parts.voice.stopRecording();
  }

  /** For a finger that slides off the talk button: discards the recording. */
  async cancelVoiceRecording(): Promise<void> {
    await this.#parts.voice.cancelRecording();
  }

  /**
   * `push-to-talk`: the agent listens while the button is held. `open`: it listens all the time, and detects the end of
   * speech. `off`: the capture is stopped.
   *
   * @throws LiveKitServiceError `microphone_*`, `not_connected`, `agent_not_ready` or `agent_unreachable`
   */
  async setMicrophone(mode: MicrophoneSetting): Promise<void> {
    await this.#parts.voice.setMode(mode);
  }

  /**
   * Sends a text. The turn is queued while the service is connecting or reconnecting.
   *
   * @returns the turn's id in the conversation
   * @throws LiveKitServiceError `text_empty`, `text_too_long` or `not_connected`
   */
  async sendText(text: string): Promise<string> {
    return this.#parts.turns.composer.text(text);
  }

  /**
   * Sends one or more pictures as one turn, scaled down on the device.
   *
   * @returns the turn's id in the conversation
   * @throws LiveKitServiceError `picture_count`, `picture_unreadable`, `text_too_long` or `not_connected`
   */
  async sendImage(
    source: PictureSource | readonly PictureSource[],
    { caption = '' }: { readonly caption?: string } = {},
  ): Promise<string> {
    return this.#parts.turns.composer.pictures(isList(source) ? source : [source], caption);
  }

  /**
   * Sends a failed turn again, in its place in the conversation.
   *
   * @throws LiveKitServiceError `turn_unknown` or `not_connected`
   */
  async retry(turnId: string): Promise<void> {
    this.#parts.turns.retry(turnId);
  }

  /**
   * Removes a turn that is queued, being sent or failed from the conversation.
   *
   * @throws LiveKitServiceError `turn_unknown` when the agent has it already
   */
  async cancel(turnId: string): Promise<void> {
    this.#parts.turns.cancel(turnId);
  }

  /**
   * Turns spoken replies on or off; the text always arrives. Also applies to later connections.
   *
   * @throws LiveKitServiceError `agent_unreachable`; the setting is then unchanged
   */
  async setSpokenReplies(on: boolean): Promise<void> {
    await this.#parts.spokenReplies.set(on);
  }
}

function isList(
  source: PictureSource | readonly PictureSource[],
): source is readonly PictureSource[] {
  return Array.isArray(source);
}
