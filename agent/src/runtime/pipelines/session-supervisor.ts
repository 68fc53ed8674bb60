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

/** A change of the chat context. */
export type Edit = (chat: llm.ChatContext) => llm.ChatContext;

export type SupervisorListener = {
  /** The session of the current speech is lost. */
  lost(): void;
  /** The model refused to answer. */
  refused(): void;
  /** The model heard the user, and began to reply by itself. */
  unasked(answer: UnaskedAnswer): void;
  /** A session started: the first, or a replacement. */
  opened(session: voice.AgentSession): void;
  /** A failure is being recovered from: a reply may take a moment. */
  recovering(reason: string): void;
  recovered(): void;
  /** Recovery failed. */
  gaveUp(): void;
};

export type SupervisorOptions = {
  readonly room: Room;
  /** Identity of the participant whose microphone the session hears. */
  readonly identity: string;
  readonly assistant: Assistant;
  /** In order of use. */
  readonly pipelines: readonly Pipeline[];
  /** Whether a participant subscribes to the agent's track. */
  readonly playback: Pick<PlaybackSubscription, 'expect' | 'listens'>;
  readonly listener: SupervisorListener;
};

/**
 * Keeps a session with the models open, and replaces one that is lost, on the other pipeline if the retry policy says so.
 * The conversation continues, because the assistant keeps the chat context.
 */
export class SessionSupervisor {
  readonly #options: SupervisorOptions;
  readonly #failures = new RetryPolicy();
  readonly #started = Promise.withResolvers<voice.AgentSession | undefined>();
  /** The current session, or the next one; undefined when the agent has given up. */
  #session = this.#started.promise;
  #current: voice.AgentSession | undefined;
  readonly #dead = new WeakSet<voice.AgentSession>();
  /** Changes to apply before the next session starts. */
  readonly #edits: Edit[] = [];
  #inUse = 0;
  #microphoneOpen = true;
  #spokenReplies = true;
  #subscribed = false;
  #recovering = false;
  #closed = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    this.#session = this.#open().catch((error: unknown) => {
      log().warn({ error }, 'failed to open session');
      return this.#renew(undefined, this.#failures.add(performance.now()));
    });
    this.#started.resolve(await this.#session);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#started.resolve(undefined);
    const session = await this.#session;
    this.#current = undefined;
    await session?.close();
  }

  /** Resolves with the open session, after a replacement if one is due; with undefined when the agent leaves. */
  session(): Promise<voice.AgentSession | undefined> {
    return this.#session;
  }

  /** The pipeline in use. */
  get pipeline(): Pipeline {
    const { pipelines } = this.#options;
    const pipeline = pipelines[this.#inUse % pipelines.length];
    if (!pipeline) throw new TypeError('no pipeline');
    return pipeline;
  }

  setMicrophoneOpen(open: boolean): void {
    this.#microphoneOpen = open;
    this.#applyTo(this.#current);
  }

  setSpokenReplies(on: boolean): void {
    this.#spokenReplies = on;
    this.#applyTo(this.#current);
  }

  /** Whether a participant subscribes to the agent's track. Without one, speech would hold back the text, too. */
  setSubscribed(heard: boolean): void {
    this.#subscribed = heard;
    this.#applyTo(this.#current);
  }

  #applyTo(session: voice.AgentSession | undefined): void {
    session?.input.setAudioEnabled(this.#microphoneOpen);
    session?.output.setAudioEnabled(this.#spokenReplies && this.#subscribed);
  }

  /** Stops current and queued speech. */
  interrupt(): void {
    try {
      this.#current?.interrupt();
    } catch (error) {
      // The framework throws while the current speech disallows interruptions; later speech is queued.
      log().debug({ error }, 'failed to interrupt speech');
    }
  }

  /** Queues a text, to be spoken word for word. Resolves when it is queued; without a speech if that failed. */
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
    this.#endRecovery();
  }

  /** A reply failed on a session that may be good: the second consecutive failure replaces it. */
  failed(session: voice.AgentSession, reason: string): void {
    if (session !== this.#current) return;
    this.#beginRecovery(reason);
    const verdict = this.#failures.add(performance.now());
    if (verdict.isSwitchDue) this.#replace(session, reason, verdict);
  }

  /**
   * Replaces an unusable session.
   *
   * @param edit change of the chat context before the replacement starts
   */
  replace(session: voice.AgentSession, reason: string, edit?: Edit): void {
    this.#dead.add(session);
    if (edit) this.#edits.push(edit);
    if (session === this.#current) {
      this.#replace(session, reason, this.#failures.add(performance.now()));
    } else if (this.#current) {
      // Replaced already.
      void this.#applyEdits();
    }
  }

  #replace(session: voice.AgentSession, reason: string, verdict: RetryDecision): void {
    if (this.#closed) return;
    log().warn({ reason, pipeline: this.pipeline.name }, 'session lost');
    this.#dead.add(session);
    this.#current = undefined;
    this.#options.listener.lost();
    this.#beginRecovery(reason);
    this.#session = this.#renew(session, verdict);
  }

  async #renew(
    old: voice.AgentSession | undefined,
    { pauseMs, isSwitchDue }: RetryDecision,
  ): Promise<voice.AgentSession | undefined> {
    if (old) await this.#discard(old);
    if (isSwitchDue) this.#inUse++;
    if (pauseMs === undefined) {
      this.#options.listener.gaveUp();
      return undefined;
    }
    await delay(pauseMs);
    if (this.#closed) return undefined;
    try {
      const session = await this.#open();
      this.#endRecovery();
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
      // Emitted before the framework closes a session whose STT failed.
      if (isSttFailure(error)) this.replace(session, 'stt_failed');
    });
    pipeline.onUnasked?.(session, (answer) => listener.unasked(answer));
    disableSessionHost(session);
    try {
      await this.#begin(session);
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

  async #begin(session: voice.AgentSession): Promise<void> {
    const { room, identity, assistant, playback } = this.#options;
    await this.#applyEdits();
    playback.expect();
    const forget = await withRoomListeners(room, () =>
      session.start({ agent: assistant, room, record: false, inputOptions: inputs(identity) }),
    );
    session.once(Close, forget);
    this.#subscribed = await playback.listens();
    if (this.#dead.has(session)) throw new Error('session lost during start');
  }

  async #applyEdits(): Promise<void> {
    const { assistant } = this.#options;
    for (const edit of this.#edits.splice(0)) {
      await assistant.updateChatCtx(edit(assistant.chatCtx));
    }
  }

  #beginRecovery(reason: string): void {
    if (!this.#recovering) this.#options.listener.recovering(reason);
    this.#recovering = true;
  }

  #endRecovery(): void {
    if (this.#recovering) this.#options.listener.recovered();
    this.#recovering = false;
  }
}

function inputs(identity: string) {
  return {
    participantIdentity: identity,
    // inputs/ limits and acknowledges text.
    textEnabled: false,
    // lifecycle/presence.ts decides when the user has left.
    closeOnDisconnect: false,
  };
}

function isSttFailure(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'type' in error &&
    error.type === 'stt_error' &&
    'recoverable' in error &&
    error.recoverable === false
  );
}
