import { setTimeout as delay } from 'node:timers/promises';
import { type llm, log, voice } from '@livekit/agents';
import type { Room } from '@livekit/rtc-node';
import type { Assistant } from './assistant.ts';
import type { PlaybackSubscription } from '../workarounds/playback-subscription.ts';
import { disableSessionHost } from '../workarounds/disable-session-host.ts';
import type { UnaskedAnswer } from '../speech/unasked-answer.ts';
import type { Pipeline, SessionListener } from './pipeline.ts';
import { SingleSpeech, type Speech } from '../speech/speech.ts';
import { Rejections } from './rejections.ts';
import { RetryPolicy, type RetryDecision } from './retry-policy.ts';
import { type Loss, SessionLostError, watchForLoss } from './session-loss.ts';
import { withRoomListeners } from '../workarounds/room-listeners.ts';
import { unpublishTracks } from '../workarounds/unpublish-track.ts';

const { Close } = voice.AgentSessionEventTypes;

/** An edit of the chat context. */
export type Edit = (chat: llm.ChatContext) => llm.ChatContext;

export type SupervisorListener = {
  /** The session was lost, and its current speech with it. */
  lost(): void;
  /** The model refused. */
  refused(): void;
  /** The model started a reply by itself. */
  unasked(answer: UnaskedAnswer): void;
  /** The first session, or a replacement, was opened. */
  opened(session: voice.AgentSession): void;
  /** A failure is being recovered from: a reply may take longer. */
  recovering(reason: string): void;
  recovered(): void;
  /** Recovery failed. */
  gaveUp(): void;
};

export type SupervisorOptions = {
  readonly room: Room;
  /** Participant identity of the user. */
  readonly identity: string;
  readonly assistant: Assistant;
  /** In order of use. */
  readonly pipelines: readonly Pipeline[];
  readonly playback: Pick<PlaybackSubscription, 'reset' | 'isSubscribed'>;
  readonly listener: SupervisorListener;
};

/**
 * Keeps a session with the models open: watches it, and replaces it when it is lost, if need be by one on the other pipeline.
 * The conversation continues, because the assistant keeps the chat context.
 */
export class SessionSupervisor {
  readonly #options: SupervisorOptions;
  readonly #failures = new RetryPolicy();
  readonly #started = Promise.withResolvers<voice.AgentSession | undefined>();
  /** Resolves with the session in use or the one being opened; with undefined when no session will follow. */
  #session = this.#started.promise;
  #current: voice.AgentSession | undefined;
  readonly #losses = new WeakMap<voice.AgentSession, Loss>();
  /** Vendors' permanent rejections. */
  readonly rejections: Rejections;
  /** Edits of the chat context to apply before the next session starts. */
  readonly #edits: Edit[] = [];
  #pipelineIndex = 0;
  #isMicrophoneOpen = true;
  #spokenReplies = true;
  #isSubscribed = false;
  #isRecovering = false;
  #isClosed = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.rejections = new Rejections(options.pipelines);
  }

  async start(): Promise<void> {
    this.#session = this.#openOrRenew();
    this.#started.resolve(await this.#session);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#started.resolve(undefined);
    this.rejections.retryNow();
    const session = await this.#session;
    this.#current = undefined;
    await session?.close();
  }

  /** Resolves when a session is open, if need be after recovery; with undefined when the agent leaves. */
  session(): Promise<voice.AgentSession | undefined> {
    return this.#session;
  }

  /** As `session()`, but resolves with `rejected` while all models reject requests for good. */
  sessionForTurn(): Promise<voice.AgentSession | 'rejected' | undefined> {
    return Promise.race([this.#session, this.rejections.pausing]);
  }

  get pipeline(): Pipeline {
    const { pipelines } = this.#options;
    const pipeline = pipelines[this.#pipelineIndex % pipelines.length];
    if (!pipeline) throw new TypeError('no pipeline');
    return pipeline;
  }

  setMicrophoneOpen(open: boolean): void {
    this.#isMicrophoneOpen = open;
    this.#applyTo(this.#current);
  }

  setSpokenReplies(on: boolean): void {
    this.#spokenReplies = on;
    this.#applyTo(this.#current);
  }

  /** Whether a client subscribes to the agent's track: see workarounds/playback-subscription.ts. */
  setSubscribed(isSubscribed: boolean): void {
    this.#isSubscribed = isSubscribed;
    this.#applyTo(this.#current);
  }

  #applyTo(session: voice.AgentSession | undefined): void {
    session?.input.setAudioEnabled(this.#isMicrophoneOpen);
    session?.output.setAudioEnabled(this.#spokenReplies && this.#isSubscribed);
  }

  /** Interrupts the current speech and all queued ones. */
  interrupt(): void {
    try {
      this.#current?.interrupt();
    } catch (error) {
      // Some speeches cannot be interrupted: the next one waits.
      log().debug({ error }, 'failed to interrupt speech');
    }
  }

  /** Speaks a text verbatim, after the current speech. Resolves when it is queued; with undefined when that failed. */
  async say(text: string): Promise<Speech | undefined> {
    const session = await this.#session;
    try {
      return session && new SingleSpeech(session.say(text));
    } catch (error) {
      log().warn({ error }, 'failed to speak');
      return undefined;
    }
  }

  /** How a session was lost; undefined for one that works. */
  lossOf(session: voice.AgentSession): Loss | undefined {
    return this.#losses.get(session);
  }

  /** A reply succeeded. */
  succeeded(): void {
    this.#failures.reset();
    this.rejections.clear();
    this.#endRecovering();
  }

  /** A reply failed on a session that can still be used. The second failure in a row replaces it. */
  failed(session: voice.AgentSession, reason: string): void {
    if (session !== this.#current) return;
    this.#startRecovering(reason);
    const decision = this.#failures.add(performance.now());
    if (decision.isSwitchDue) this.#replace(session, reason, decision);
  }

  /**
   * Closes a session that no longer works, and opens another.
   *
   * @param edit applied to the chat context before the other session starts
   * @param isRejected whether the vendor rejects requests for good
   */
  replace(session: voice.AgentSession, reason: string, edit?: Edit, isRejected = false): void {
    if (!this.lossOf(session)) this.#losses.set(session, isRejected ? 'rejected' : 'lost');
    if (edit) this.#edits.push(edit);
    if (session === this.#current) {
      this.#replace(session, reason, this.#decide(isRejected));
    } else if (this.#current) {
      // The session was replaced already.
      void this.#applyEdits();
    }
  }

  #replace(session: voice.AgentSession, reason: string, decision: RetryDecision): void {
    if (this.#isClosed) return;
    log().warn({ reason, pipeline: this.pipeline.name }, 'session lost');
    if (!this.lossOf(session)) this.#losses.set(session, 'lost');
    this.#current = undefined;
    this.#options.listener.lost();
    this.#startRecovering(reason);
    this.#session = this.#renew(session, decision);
  }

  #decide(isRejected: boolean): RetryDecision {
    return isRejected
      ? this.rejections.decide(this.pipeline)
      : this.#failures.add(performance.now());
  }

  async #renew(
    old: voice.AgentSession | undefined,
    { pauseMs, isSwitchDue }: RetryDecision,
  ): Promise<voice.AgentSession | undefined> {
    if (old) await this.#discard(old);
    if (isSwitchDue) this.#pipelineIndex++;
    if (pauseMs === undefined) {
      this.#options.listener.gaveUp();
      return undefined;
    }
    await (this.rejections.areAllRejecting ? this.rejections.pause(pauseMs) : delay(pauseMs));
    return this.#isClosed ? undefined : this.#openOrRenew();
  }

  async #openOrRenew(): Promise<voice.AgentSession | undefined> {
    try {
      const session = await this.#open();
      if (!this.rejections.areAllRejecting) this.#endRecovering();
      return session;
    } catch (error) {
      log().warn({ error }, 'failed to open session');
      const isRejected = error instanceof SessionLostError && error.loss === 'rejected';
      return this.#renew(undefined, this.#decide(isRejected));
    }
  }

  async #discard(session: voice.AgentSession): Promise<void> {
    await session
      .close()
      .catch((error: unknown) => log().warn({ error }, 'failed to close session'));
    await unpublishTracks(this.#options.room);
  }

  async #open(): Promise<voice.AgentSession> {
    const { listener } = this.#options;
    const { pipeline } = this;
    const lost: SessionListener['lost'] = (reason, isRejected) =>
      this.replace(session, reason, undefined, isRejected);
    const session: voice.AgentSession = pipeline.createSession({
      lost,
      refused: () => listener.refused(),
    });
    watchForLoss(session, lost);
    pipeline.onUnasked?.(session, (answer) => listener.unasked(answer));
    disableSessionHost(session);
    try {
      await this.#start(session);
    } catch (error) {
      await this.#discard(session);
      throw error;
    }
    this.#applyTo(session);
    this.#current = session;
    log().info({ pipeline: pipeline.name }, 'session opened');
    listener.opened(session);
    return session;
  }

  async #start(session: voice.AgentSession): Promise<void> {
    const { room, identity, assistant, playback } = this.#options;
    await this.#applyEdits();
    playback.reset();
    const removeListeners = await withRoomListeners(room, () =>
      session.start({ agent: assistant, room, record: false, inputOptions: inputs(identity) }),
    );
    session.once(Close, removeListeners);
    this.#isSubscribed = await playback.isSubscribed();
    const loss = this.lossOf(session);
    if (loss) throw new SessionLostError(loss);
  }

  async #applyEdits(): Promise<void> {
    const { assistant } = this.#options;
    for (const edit of this.#edits.splice(0)) {
      await assistant.updateChatCtx(edit(assistant.chatCtx));
    }
  }

  #startRecovering(reason: string): void {
    if (!this.#isRecovering) this.#options.listener.recovering(reason);
    this.#isRecovering = true;
  }

  #endRecovering(): void {
    if (this.#isRecovering) this.#options.listener.recovered();
    this.#isRecovering = false;
  }
}

function inputs(identity: string) {
  return {
    participantIdentity: identity,
    // See inputs/text: input there is limited in size and acknowledged.
    textEnabled: false,
    // The user may reconnect: see lifecycle/presence.ts.
    closeOnDisconnect: false,
  };
}
