import { RpcMethod } from '@bakebot/protocol';
import type { Call } from '../connection/room-connection.ts';
import { callOver, LiveKitServiceError, notSentDetail } from '../state/errors.ts';
import type { ServiceEvent } from '../state/events.ts';
import type { Microphone } from './microphone.ts';
import type { TurnWatch } from '../turns/turn-timeouts.ts';

/** A press shorter than this is a slip of the finger, in ms: nobody says a word in it. */
const MIN_PRESS_MS = 250;

/** How a press of the button ended. */
export type TalkResult = 'sent' | 'too_short' | 'cancelled';

type Press = {
  readonly turnId: string;
  /** Since when the microphone hears, in ms since the epoch; undefined while the user is asked for it. */
  hearsSince: number | undefined;
  released: boolean;
  /** Resolves when microphone and agent both listen, or when the button was released before. */
  ready: Promise<void>;
};

export type PushToTalkOptions = {
  readonly call: Call;
  readonly microphone: Microphone;
  readonly watch: TurnWatch;
  readonly dispatch: (event: ServiceEvent) => void;
};

/** Hold to talk: press to interrupt the agent and speak, release to be answered, slide away to be forgotten. */
export class PushToTalk {
  readonly #options: PushToTalkOptions;
  #press: Press | undefined;
  /** The end of the press before: what the agent is told of one comes before what it is told of the next. */
  #ending: Promise<unknown> = Promise.resolve();
  #isOver = false;

  constructor(options: PushToTalkOptions) {
    this.#options = options;
  }

  /**
   * The button is pressed. Resolves when both sides are listening.
   *
   * @throws LiveKitServiceError when the microphone or the agent cannot be had; the turn is then withdrawn
   */
  async start(turnId: string): Promise<void> {
    if (this.#press) return;
    const { call, dispatch } = this.#options;
    // The user is not asked for a microphone that nobody would listen to.
    call.requireAgent();
    dispatch({ type: 'microphone', microphone: { mode: 'push-to-talk', recording: turnId } });
    const press: Press = {
      turnId,
      hearsSince: undefined,
      released: false,
      ready: Promise.resolve(),
    };
    this.#press = press;
    press.ready = this.#listen(press);
    try {
      await press.ready;
    } catch (error) {
      if (this.#isOver) throw callOver();
      if (!press.released) {
        this.#release();
        await this.#forget(press);
      }
      throw error;
    }
  }

  /** The button is released: the agent answers what was said. */
  async stop(): Promise<TalkResult> {
    const releasedAt = Date.now();
    const press = this.#release();
    if (!press) return 'cancelled';
    const ending = this.#finish(press, releasedAt);
    this.#ending = ending.catch(() => undefined);
    return ending;
  }

  /** The finger slid away: what was said is forgotten. */
  async cancel(): Promise<void> {
    const press = this.#release();
    if (!press) return;
    const ending = press.ready.catch(() => undefined).then(() => this.#forget(press));
    this.#ending = ending.catch(() => undefined);
    await ending;
  }

  /** The call is over, and with it a press. */
  end(): void {
    this.#isOver = true;
    this.#release();
  }

  #release(): Press | undefined {
    const press = this.#press;
    if (!press) return undefined;
    this.#press = undefined;
    press.released = true;
    this.#options.dispatch({ type: 'microphone', microphone: { recording: undefined } });
    return press;
  }

  async #listen(press: Press): Promise<void> {
    const { microphone } = this.#options;
    if (microphone.track) {
      this.#begin(press);
      await Promise.all([microphone.open(), this.#tellAgent(press)]);
      return;
    }
    await microphone.open();
    // To answer the system's question the user has let go of the button.
    if (press.released) return;
    this.#begin(press);
    await this.#tellAgent(press);
  }

  async #tellAgent({ turnId }: Press): Promise<void> {
    await this.#ending;
    await this.#options.call.callAgent(RpcMethod.startTalk, { turnId });
  }

  #begin(press: Press): void {
    press.hearsSince = Date.now();
    this.#options.dispatch({
      type: 'turn-began',
      turnId: press.turnId,
      kind: 'voice',
      text: '',
      pictures: [],
      delivery: { state: 'recording' },
      at: press.hearsSince,
    });
  }

  async #finish(press: Press, releasedAt: number): Promise<TalkResult> {
    const heardMs = releasedAt - (press.hearsSince ?? releasedAt);
    try {
      await press.ready;
    } catch {
      // `start` tells its caller why.
      await this.#forget(press);
      return 'cancelled';
    }
    if (this.#isOver) return 'cancelled';
    if (heardMs < MIN_PRESS_MS) {
      await this.#forget(press);
      return 'too_short';
    }
    await this.#send(press.turnId);
    return 'sent';
  }

  async #send(turnId: string): Promise<void> {
    const { call, watch, dispatch } = this.#options;
    dispatch({ type: 'delivery', turnId, delivery: { state: 'sent' } });
    watch.awaitReceipt(turnId);
    const muted = this.#mute();
    try {
      await call.callAgent(RpcMethod.endTalk, { turnId });
    } catch (error) {
      watch.release(turnId);
      const detail = notSentDetail(error);
      const failure = { state: 'failed', code: 'not_delivered', detail, retryable: false } as const;
      dispatch({ type: 'delivery', turnId, delivery: failure });
    } finally {
      await muted;
    }
  }

  async #forget({ turnId, hearsSince }: Press): Promise<void> {
    const { call, dispatch } = this.#options;
    dispatch({ type: 'turn-withdrawn', turnId });
    await this.#mute();
    // The agent never heard of a press that did not begin.
    if (hearsSince === undefined) return;
    try {
      await call.callAgent(RpcMethod.cancelTalk, { turnId });
    } catch (error) {
      // The agent is gone, and with it what was said.
      if (!(error instanceof LiveKitServiceError)) throw error;
    }
  }

  /** Unless the button is pressed again already. */
  async #mute(): Promise<void> {
    if (!this.#press) await this.#options.microphone.mute();
  }
}
