import { setTimeout as delay } from 'node:timers/promises';
import { type llm, log, voice } from '@livekit/agents';
import type { Room } from '@livekit/rtc-node';
import type { Assistant } from './assistant.ts';
import type { PlaybackSubscription } from '../workarounds/playback-subscription.ts';
import { disableSessionHost } from '../workarounds/disable-session-host.ts';
import type { UnaskedAnswer } from '../speech/unasked-answer.ts';
import type { Pipeline } from './pipeline.ts';
import { SingleSpeech, type Speech } from '../speech/speech.ts';
import { RetryPolicy, type RetryDecision } from './retry-policy.ts';
import { withRoomListeners } from '../workarounds/room-listeners.ts';
import { unpublishTracks } from '../workarounds/unpublish-track.ts';

const { Close, Error: Failed } = voice.AgentSessionEventTypes;

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
  readonly #lostSessions = new WeakSet<voice.AgentSession>();
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
  }

  async start(): Promise<void> {
    this.#session = this.#openOrRenew();
    this.#started.resolve(await this.#session);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#started.resolve(undefined);
    const session = await this.#session;
    this.#current = undefined;
    await session?.close();
  }

  /** Resolves when a session is open, if need be after recovery; with undefined when the agent leaves. */
  session(): Promise<voice.AgentSession | undefined> {
    return this.#session;
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

  /** A reply succeeded. */
  succeeded(): void {
    this.#failures.reset();
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
   */
  replace(session: voice.AgentSession, reason: string, edit?: Edit): void {
    this.#lostSessions.add(session);
    if (edit) this.#edits.push(edit);
    if (session === this.#current) {
      this.#replace(session, reason, this.#failures.add(performance.now()));
    } else if (this.#current) {
      // The session was replaced already.
      void this.#applyEdits();
    }
  }

  #replace(session: voice.AgentSession, reason: string, decision: RetryDecision): void {
    if (this.#isClosed) return;
    log().warn({ reason, pipeline: this.pipeline.name }, 'session lost');
    this.#lostSessions.add(session);
    this.#current = undefined;
    this.#options.listener.lost();
    this.#startRecovering(reason);
    this.#session = this.#renew(session, decision);
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
    await delay(pauseMs);
    return this.#isClosed ? undefined : this.#openOrRenew();
  }

  async #openOrRenew(): Promise<voice.AgentSession | undefined> {
    try {
      const session = await this.#open();
      this.#endRecovering();
      return session;
    } catch (error) {
      log().warn({ error }, 'failed to open session');
      return this.#renew(undefined, this.#failures.add(performance.now()));
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
    const session: voice.AgentSession = pipeline.createSession({
      lost: (reason) => this.replace(session, reason),
      refused: () => listener.refused(),
    });
    session.on(Close, ({ reason }) => {
      if (reason === 'error') this.replace(session, 'session_closed');
    });
    session.on(Failed, ({ error }) => {
      // This event comes just before the framework closes a session whose STT failed.
      if (isFinalSttError(error)) this.replace(session, 'stt_failed');
    });
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
    if (this.#lostSessions.has(session)) throw new Error('the session was lost while it started');
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

function isFinalSttError(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'type' in error &&
    error.type === 'stt_error' &&
    'recoverable' in error &&
    error.recoverable === false
  );
}
