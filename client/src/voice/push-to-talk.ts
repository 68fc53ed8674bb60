import { RpcMethod } from '@bakebot/protocol';
import type { RoomConnection } from '../connection/room-connection.ts';
import { cancelled, LiveKitServiceError, sendErrorDetail } from '../state/errors.ts';
import type { ServiceEvent } from '../state/events.ts';
import type { TurnTimeouts } from '../turns/turn-timeouts.ts';
import type { Microphone } from './microphone.ts';

/** A shorter press, in ms, is accidental: it is too short for a word. */
const MIN_PRESS_MS = 250;

/** How a press of the talk button ended. */
export type TalkResult = 'sent' | 'too_short' | 'cancelled';

type Press = {
  readonly turnId: string;
  /** Start of the capture, in ms since the epoch; undefined during the permission prompt. */
  capturedSince: number | undefined;
  isReleased: boolean;
  /** Resolves when microphone and agent are listening, or when the button was released first. */
  ready: Promise<void>;
};

export type PushToTalkOptions = {
  readonly connection: RoomConnection;
  readonly microphone: Microphone;
  readonly timeouts: TurnTimeouts;
  readonly dispatch: (event: ServiceEvent) => void;
};

/** Hold to talk in one room: a press interrupts the agent and records, the release sends, a cancel discards. */
export class PushToTalk {
  readonly #options: PushToTalkOptions;
  #press: Press | undefined;
  /** The end of the previous press: its RPC must precede the start of the next one. */
  #ending: Promise<unknown> = Promise.resolve();
  #hasEnded = false;

  constructor(options: PushToTalkOptions) {
    this.#options = options;
  }

  /**
   * Resolves when microphone and agent are listening.
   *
   * @throws LiveKitServiceError when either is unavailable; the turn is then discarded
   */
  async start(turnId: string): Promise<void> {
    if (this.#press) return;
    const { connection, dispatch } = this.#options;
    // Before the permission prompt, which would be pointless without an agent.
    connection.requireAgent();
    dispatch({ type: 'microphone', microphone: { mode: 'push-to-talk', recording: turnId } });
    const press: Press = {
      turnId,
      capturedSince: undefined,
      isReleased: false,
      ready: Promise.resolve(),
    };
    this.#press = press;
    press.ready = this.#listen(press);
    try {
      await press.ready;
    } catch (error) {
      if (this.#hasEnded) throw cancelled();
      if (!press.isReleased) {
        this.#release();
        await this.#discard(press);
      }
      throw error;
    }
  }

  /** Sends the recording. */
  async stop(): Promise<TalkResult> {
    const releasedAt = Date.now();
    const press = this.#release();
    if (!press) return 'cancelled';
    const ending = this.#finish(press, releasedAt);
    this.#ending = ending.catch(() => undefined);
    return ending;
  }

  /** Discards the recording. */
  async cancel(): Promise<void> {
    const press = this.#release();
    if (!press) return;
    const ending = press.ready.catch(() => undefined).then(() => this.#discard(press));
    this.#ending = ending.catch(() => undefined);
    await ending;
  }

  /** The room is left, which ends a recording. */
  end(): void {
    this.#hasEnded = true;
    this.#release();
  }

  #release(): Press | undefined {
    const press = this.#press;
    if (!press) return undefined;
    this.#press = undefined;
    press.isReleased = true;
    this.#options.dispatch({ type: 'microphone', microphone: { recording: undefined } });
    return press;
  }

  async #listen(press: Press): Promise<void> {
    const { microphone } = this.#options;
    if (microphone.track) {
      this.#startTurn(press);
      await Promise.all([microphone.open(), this.#startTalk(press)]);
      return;
    }
    await microphone.open();
    // The user releases the button to answer the permission prompt.
    if (press.isReleased) return;
    this.#startTurn(press);
    await this.#startTalk(press);
  }

  async #startTalk({ turnId }: Press): Promise<void> {
    await this.#ending;
    await this.#options.connection.performRpc(RpcMethod.startTalk, { turnId });
  }

  #startTurn(press: Press): void {
    press.capturedSince = Date.now();
    this.#options.dispatch({
      type: 'turn-started',
      turnId: press.turnId,
      kind: 'voice',
      text: '',
      pictures: [],
      delivery: { state: 'recording' },
      at: press.capturedSince,
    });
  }

  async #finish(press: Press, releasedAt: number): Promise<TalkResult> {
    const capturedMs = releasedAt - (press.capturedSince ?? releasedAt);
    try {
      await press.ready;
    } catch {
      // `start` throws the error.
      await this.#discard(press);
      return 'cancelled';
    }
    if (this.#hasEnded) return 'cancelled';
    if (capturedMs < MIN_PRESS_MS) {
      await this.#discard(press);
      return 'too_short';
    }
    await this.#send(press.turnId);
    return 'sent';
  }

  async #send(turnId: string): Promise<void> {
    const { connection, timeouts, dispatch } = this.#options;
    dispatch({ type: 'delivery', turnId, delivery: { state: 'sent' } });
    timeouts.awaitAcknowledgment(turnId);
    const muted = this.#mute();
    try {
      await connection.performRpc(RpcMethod.endTalk, { turnId });
    } catch (error) {
      timeouts.clear(turnId);
      const detail = sendErrorDetail(error);
      const failure = { state: 'failed', code: 'not_delivered', detail, retryable: false } as const;
      dispatch({ type: 'delivery', turnId, delivery: failure });
    } finally {
      await muted;
    }
  }

  async #discard({ turnId, capturedSince }: Press): Promise<void> {
    const { connection, dispatch } = this.#options;
    dispatch({ type: 'turn-cancelled', turnId });
    await this.#mute();
    // Without a capture, no `startTalk` was sent.
    if (capturedSince === undefined) return;
    try {
      await connection.performRpc(RpcMethod.cancelTalk, { turnId });
    } catch (error) {
      // The agent is gone, and the recording with it.
      if (!(error instanceof LiveKitServiceError)) throw error;
    }
  }

  /** Keeps the microphone open when the button is pressed again already. */
  async #mute(): Promise<void> {
    if (!this.#press) await this.#options.microphone.mute();
  }
}
