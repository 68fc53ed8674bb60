import { randomUUID } from 'node:crypto';
import type { DispatchMetadata, LeaveReason } from '@bakebot/protocol';
import { log } from '@livekit/agents';
import type { Room } from '@livekit/rtc-node';
import { Announcer } from './outputs/announcer.ts';
import { AppActions } from './outputs/app-actions.ts';
import { Assistant } from './pipelines/assistant.ts';
import type { ConversationOptions } from './conversation-options.ts';
import type { Phrases, Skills } from './definition.ts';
import { Camera } from './inputs/camera.ts';
import { Microphone } from './inputs/microphone.ts';
import { PhotoInbox } from './inputs/photos/photo-inbox.ts';
import { PushToTalk } from './inputs/push-to-talk/push-to-talk.ts';
import { createSttStream } from './inputs/stt-stream.ts';
import { registerInputs } from './inputs/register-inputs.ts';
import { registerRpcMethods } from './inputs/rpc-methods.ts';
import { MissedSpeechRecovery } from './inputs/open-mic/missed-speech-recovery.ts';
import { UtteranceTranscript } from './inputs/push-to-talk/utterance-transcript.ts';
import { GracefulLeave } from './lifecycle/graceful-leave.ts';
import { IdleTimeout } from './lifecycle/idle-timeout.ts';
import { SessionBudget } from './lifecycle/session-budget.ts';
import { SessionLimit } from './lifecycle/session-limit.ts';
import type { MakeModels } from './models/load-models.ts';
import { toChatContext, toHistoryItems } from './history/history-items.ts';
import { Outbox } from './outputs/outbox.ts';
import { Snapshot } from './state/snapshot.ts';
import { WriteBehind } from './state/write-behind.ts';
import { onVoiceFailure } from './pipelines/error-event.ts';
import { createPipelines, type PipelineConfig } from './pipelines/create-pipelines.ts';
import { localParticipant, roomSender } from './outputs/room-sender.ts';
import { ReplyRunner } from './replies/reply-runner.ts';
import { PlaybackSubscription } from './workarounds/playback-subscription.ts';
import { limitToolTime } from './replies/tool-timeout.ts';
import { SessionSupervisor } from './pipelines/session-supervisor.ts';
import { tracePipeline } from './telemetry/trace-pipeline.ts';
import type { Telemetry } from './telemetry/telemetry.ts';
import { TurnManager } from './turns/turn-manager.ts';

/** One user's conversation with the agent: inputs, turns, replies and outputs, wired together. */
export class Conversation {
  readonly #room: Room;
  readonly #user: DispatchMetadata;
  readonly #makeModels: MakeModels;
  readonly #telemetry: Telemetry;
  readonly #phrases: Phrases;
  readonly #instructionsVersion: string;
  readonly #assistant: Assistant;
  readonly #outbox: Outbox;
  readonly #supervisor: SessionSupervisor;
  readonly #replies: ReplyRunner;
  readonly #turns: TurnManager;
  readonly #pictures: PhotoInbox;
  readonly #announcer: Announcer;
  readonly #skills: Skills;
  readonly #playback: PlaybackSubscription;
  readonly #idleTimeout: IdleTimeout;
  readonly #limit: SessionLimit;
  readonly #departure: GracefulLeave;
  readonly #state: WriteBehind;
  #isRestored = false;
  #microphone: Microphone | undefined;
  #pushToTalk: PushToTalk | undefined;
  #missedSpeechRecovery: MissedSpeechRecovery | undefined;

  /** Create it before the room is joined: LiveKit drops messages that arrive before their handler is registered. */
  constructor({
    definition,
    room,
    user,
    config,
    makeModels,
    telemetry,
    keep,
    left,
  }: ConversationOptions) {
    const locale = user.locale ?? 'en-US';
    this.#instructionsVersion = definition.instructions.version;
    this.#room = room;
    this.#user = user;
    this.#makeModels = makeModels;
    this.#telemetry = telemetry;
    this.#phrases = definition.phrases(locale);
    this.#state = new WriteBehind(() => keep(this.#snapshot()));
    this.#outbox = new Outbox(roomSender(room), user.identity, () => this.#state.changed());
    this.#announcer = new Announcer({
      idle: () => this.#idle(),
      say: (text) => this.#supervisor.say(text),
    });
    this.#skills = definition.createSkills({
      locale,
      preferences: user.preferences,
      timeZone: user.timeZone,
      outbox: this.#outbox,
      announcer: this.#announcer,
      app: new AppActions(() => localParticipant(room), user.identity),
    });
    this.#assistant = new Assistant({
      instructions: definition.instructions.create(user),
      tools: limitToolTime(this.#skills.tools, () => this.#replies.alive()),
      ...(definition.spoken && { spoken: () => definition.spoken?.(locale) }),
    });
    const camera = new Camera(room, user.identity);
    this.#playback = new PlaybackSubscription(room, () => this.#supervisor.setSubscribed(true));
    this.#supervisor = this.#createSupervisor(config.pipelines);
    this.#replies = new ReplyRunner(this.#supervisor, this.#assistant, () => camera.capture());
    this.#turns = this.#createTurns();
    this.#departure = new GracefulLeave({
      turns: this.#turns,
      outbox: this.#outbox,
      say: (text) => this.#supervisor.say(text),
      left,
    });
    this.#idleTimeout = this.#watchIdle(config.limits.idleMs);
    this.#limit = this.#limitDuration(config.limits.sessionMs);
    this.#watchCost(config.limits.costUsd);
    this.#assistant.setListener({
      transcribed: (id, text) => this.#takeSpeech(id, text),
    });
    this.#pictures = new PhotoInbox(this.#turns, this.#outbox);
    registerInputs(room, user.identity, this.#turns, this.#pictures, this.#outbox);
  }

  /**
   * Continues a conversation of a process that died. Call it before `start`.
   *
   * @param state unchecked; one that this version cannot read is ignored
   */
  async restore(state: unknown): Promise<void> {
    const snapshot = Snapshot.safeParse(state).data;
    if (!snapshot) return;
    await this.#assistant.updateChatCtx(toChatContext(snapshot.history));
    this.#turns.restore(snapshot.turns);
    this.#skills.restore?.(snapshot.skills);
    this.#isRestored = true;
    log().info('conversation restored');
  }

  /** Opens microphone and session. The room must be joined. */
  async start(): Promise<void> {
    const { identity, locale = 'en-US' } = this.#user;
    this.#microphone = new Microphone(this.#room, identity);
    const transcript = new UtteranceTranscript(this.#room, identity);
    this.#pushToTalk = new PushToTalk({
      turns: this.#turns,
      microphone: this.#microphone,
      openSttStream: createSttStream(this.#telemetry.meter(this.#makeModels(locale).stt)),
      transcribed: (turnId, text, final) => transcript.publish(turnId, text, final),
    });
    registerRpcMethods(localParticipant(this.#room), identity, this.#pushToTalk, {
      setOpenMicrophone: (on) => this.#supervisor.setMicrophoneOpen(on),
      setSpokenReplies: (on) => this.#supervisor.setSpokenReplies(on),
    });
    const microphone = this.#microphone;
    this.#missedSpeechRecovery = new MissedSpeechRecovery({
      last: (ms) => microphone.last(ms),
      openSttStream: createSttStream(this.#telemetry.meter(this.#makeModels(locale).stt)),
      recovered: (text) =>
        this.#turns.take({ id: randomUUID(), kind: 'voice', text, pictures: [] }),
    });
    await this.#supervisor.start();
    log().info({ instructions: this.#instructionsVersion }, 'conversation started');
  }

  /** Greets the user after their first join; one whose conversation was restored gets the answer that is missing instead. */
  arrived(): void {
    if (this.#isRestored) {
      this.returned();
      this.#turns.answerWaiting();
      return;
    }
    this.#idleTimeout.active();
    void this.#supervisor.say(this.#phrases.greeting(this.#user.name));
  }

  /** Sends the state to show to the user's app, which has reconnected. */
  returned(): void {
    this.#idleTimeout.active();
    this.#skills.rejoined();
  }

  /** Ends the conversation: see {@link GracefulLeave}. */
  leave(reason: LeaveReason, goodBye?: string): Promise<void> {
    return this.#departure.leave(reason, goodBye);
  }

  get isLeaving(): boolean {
    return this.#departure.isLeaving;
  }

  async close(): Promise<void> {
    this.#state.close();
    this.#idleTimeout.close();
    this.#limit.close();
    this.#announcer.close();
    this.#skills.close();
    this.#pictures.close();
    this.#missedSpeechRecovery?.close();
    this.#pushToTalk?.cancel();
    this.#playback.close();
    this.#turns.close();
    this.#outbox.usage(this.#telemetry.usage());
    await this.#outbox.drain();
    await this.#microphone?.close();
    await this.#supervisor.close();
  }

  /** Makes a turn of what the user said into the open microphone. */
  #takeSpeech(id: string, text: string): void {
    if (this.#missedSpeechRecovery?.hasRecovered(text)) return;
    this.#turns.take({ id, kind: 'voice', text, pictures: [] });
  }

  #snapshot(): Snapshot {
    return {
      v: 1,
      history: [...toHistoryItems(this.#assistant.chatCtx)],
      turns: this.#turns.snapshot(),
      skills: this.#skills.snapshot?.(),
    };
  }

  #createSupervisor(pipelines: PipelineConfig): SessionSupervisor {
    return new SessionSupervisor({
      room: this.#room,
      identity: this.#user.identity,
      assistant: this.#assistant,
      playback: this.#playback,
      pipelines: createPipelines(pipelines, this.#makeModels, this.#user).map((pipeline) =>
        tracePipeline(pipeline, this.#telemetry),
      ),
      listener: {
        lost: () => this.#replies.lost(),
        refused: () => this.#replies.refused(),
        unasked: (answer) => this.#turns.adopt(answer),
        opened: (session) => {
          onVoiceFailure(session, () =>
            this.#outbox.error('voice_unavailable', 'The agent could not speak in full.'),
          );
          this.#telemetry.watch(session);
          this.#missedSpeechRecovery?.follow(session);
        },
        recovering: () => this.#outbox.status('recovering'),
        recovered: () => this.#outbox.status('recovered'),
        gaveUp: () => void this.leave('model_unavailable'),
      },
    });
  }

  #createTurns(): TurnManager {
    return new TurnManager(this.#replies, {
      turn: (turn, progress) => {
        this.#idleTimeout.active();
        this.#telemetry.turn(turn.id, turn.kind, progress);
        this.#outbox.turn(turn, progress);
        if (progress.state === 'answered') this.#outbox.usage(this.#telemetry.usage());
      },
      reply: (turnId, text) => this.#outbox.reply(turnId, text),
    });
  }

  #limitDuration(afterMs: number): SessionLimit {
    return new SessionLimit(afterMs, {
      warn: () => {
        this.#outbox.leavingSoon('session_limit');
        this.#announcer.announce(this.#phrases.soonOver);
      },
      over: () => void this.leave('session_limit', this.#phrases.timeIsOver),
    });
  }

  #watchIdle(afterMs: number): IdleTimeout {
    return new IdleTimeout({
      afterMs,
      isBusy: () => this.#turns.isAnswering() || this.#skills.isBusy(),
      ask: () => this.#announcer.announce(this.#phrases.stillThere),
      leave: () => void this.leave('idle', this.#phrases.goodBye),
    });
  }

  #watchCost(budgetUsd: number | undefined): void {
    const budget = new SessionBudget(budgetUsd, {
      warn: () => {
        log().warn({ budgetUsd }, 'conversation near its budget');
        this.#outbox.leavingSoon('budget');
      },
      over: () => void this.leave('budget', this.#phrases.timeIsOver),
    });
    this.#telemetry.watchCost((costUsd) => budget.spent(costUsd));
  }

  /** Resolves when no turn is being spoken or answered and the agent is silent. */
  async #idle(): Promise<void> {
    await this.#pushToTalk?.idle();
    await this.#turns.idle();
    await (await this.#supervisor.session())?.waitForIdle();
  }
}
