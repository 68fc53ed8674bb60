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

/** A change of the conversation. */
export type Edit = (chat: llm.ChatContext) => llm.ChatContext;

export type SupervisorListener = {
  /** What is being said now will not be finished: its session is lost. */
  lost(): void;
  /** The model declined to answer. */
  refused(): void;
  /** The model heard the user by itself, and has begun to answer. */
  unasked(answer: UnaskedAnswer): void;
  /** A session has begun: the first, or one in the place of another. */
  opened(session: voice.AgentSession): void;
  /** Something failed and is being mended: an answer may take a moment. */
  recovering(reason: string): void;
  recovered(): void;
  /** It could not be mended. */
  gaveUp(): void;
};

export type SupervisorOptions = {
  readonly room: Room;
  /** Whose microphone is listened to. */
  readonly identity: string;
  readonly assistant: Assistant;
  /** The first is used for as long as it works. */
  readonly pipelines: readonly Pipeline[];
  /** Who listens to the agent's voice. */
  readonly playback: Pick<PlaybackSubscription, 'expect' | 'listens'>;
  readonly listener: SupervisorListener;
};

/**
 * Keeps a session with the models open: watches it, and replaces it when it is lost, by one on the other pipeline if need
 * be. The conversation goes on where it was, because the assistant keeps its history.
 */
export class SessionSupervisor {
  readonly #options: SupervisorOptions;
  readonly #failures = new RetryPolicy();
  readonly #started = Promise.withResolvers<voice.AgentSession | undefined>();
  /** The session in use, or the one that will be; undefined when there will be none. */
  #session = this.#started.promise;
  #current: voice.AgentSession | undefined;
  readonly #dead = new WeakSet<voice.AgentSession>();
  /** What the next session must not know of. */
  readonly #edits: Edit[] = [];
  #inUse = 0;
  #microphoneOpen = true;
  #spokenReplies = true;
  #heard = false;
  #troubled = false;
  #closed = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    this.#session = this.#open().catch((error: unknown) => {
      log().warn({ error }, 'session not opened');
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

  /** Resolves when a session is there, also if it must be replaced first; without one when the agent leaves. */
  session(): Promise<voice.AgentSession | undefined> {
    return this.#session;
  }

  /** The pipeline that is in use now. */
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

  /** Whether anybody listens to the agent's voice. To speak to nobody would hold back the text, too. */
  setHeard(heard: boolean): void {
    this.#heard = heard;
    this.#applyTo(this.#current);
  }

  #applyTo(session: voice.AgentSession | undefined): void {
    session?.input.setAudioEnabled(this.#microphoneOpen);
    session?.output.setAudioEnabled(this.#spokenReplies && this.#heard);
  }

  /** Stops everything that is being said or waits to be said. */
  interrupt(): void {
    try {
      this.#current?.interrupt();
    } catch (error) {
      // What is being said may not be interrupted; what comes next waits its turn.
      log().debug({ error }, 'not interrupted');
    }
  }

  /** Says something word for word, after what is being said. Resolves, without a speech if need be, when it is begun. */
  async say(text: string): Promise<Speech | undefined> {
    const session = await this.#session;
    try {
      return session && new SingleSpeech(session.say(text));
    } catch (error) {
      log().warn({ error }, 'not said');
      return undefined;
    }
  }

  /** Something was answered. */
  succeeded(): void {
    this.#failures.reset();
    this.#calm();
  }

  /** Something failed on a session that may be good enough for another try. Twice in a row, and it is not. */
  failed(session: voice.AgentSession, reason: string): void {
    if (session !== this.#current) return;
    this.#trouble(reason);
    const verdict = this.#failures.add(performance.now());
    if (verdict.isSwitchDue) this.#replace(session, reason, verdict);
  }

  /**
   * Ends a session that is of no more use, and opens another.
   *
   * @param edit what is to be changed in the conversation before the other one begins with it
   */
  replace(session: voice.AgentSession, reason: string, edit?: Edit): void {
    this.#dead.add(session);
    if (edit) this.#edits.push(edit);
    if (session === this.#current) {
      this.#replace(session, reason, this.#failures.add(performance.now()));
    } else if (this.#current) {
      // It was replaced already.
      void this.#applyEdits();
    }
  }

  #replace(session: voice.AgentSession, reason: string, verdict: RetryDecision): void {
    if (this.#closed) return;
    log().warn({ reason, pipeline: this.pipeline.name }, 'session lost');
    this.#dead.add(session);
    this.#current = undefined;
    this.#options.listener.lost();
    this.#trouble(reason);
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
      this.#calm();
      return session;
    } catch (error) {
      log().warn({ error }, 'session not opened');
      return this.#renew(undefined, this.#failures.add(performance.now()));
    }
  }

  async #discard(session: voice.AgentSession): Promise<void> {
    await session.close().catch((error: unknown) => log().warn({ error }, 'session not closed'));
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
      if (reason === 'error') this.replace(session, 'closed');
    });
    session.on(Failed, ({ error }) => {
      // The framework ends a session that can no longer hear; this comes before it begins to.
      if (isEndOfHearing(error)) this.replace(session, 'deaf');
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
    this.#heard = await playback.listens();
    if (this.#dead.has(session)) throw new Error('the session was lost while it began');
  }

  async #applyEdits(): Promise<void> {
    const { assistant } = this.#options;
    for (const edit of this.#edits.splice(0)) {
      await assistant.updateChatCtx(edit(assistant.chatCtx));
    }
  }

  #trouble(reason: string): void {
    if (!this.#troubled) this.#options.listener.recovering(reason);
    this.#troubled = true;
  }

  #calm(): void {
    if (this.#troubled) this.#options.listener.recovered();
    this.#troubled = false;
  }
}

function inputs(identity: string) {
  return {
    participantIdentity: identity,
    // Ours are capped and acknowledge what they take: see inputs/.
    textEnabled: false,
    // A dropped connection may come back: presence.ts decides when the user is gone.
    closeOnDisconnect: false,
  };
}

function isEndOfHearing(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'type' in error &&
    error.type === 'stt_error' &&
    'recoverable' in error &&
    error.recoverable === false
  );
}
