import { randomUUID } from 'node:crypto';
import type { DispatchMetadata, LeaveReason } from '@bakebot/protocol';
import { log } from '@livekit/agents';
import type { Room } from '@livekit/rtc-node';
import { Announcer } from './announcer.ts';
import { AppActions } from './app/app-actions.ts';
import { Assistant } from './assistant.ts';
import type { AgentConfig } from './config.ts';
import { Camera } from './inputs/camera.ts';
import { Microphone } from './inputs/microphone.ts';
import { PictureInbox } from './inputs/picture-inbox.ts';
import { PushToTalk } from './inputs/push-to-talk.ts';
import { createRecogniser } from './inputs/recogniser.ts';
import { registerInputs } from './inputs/register-inputs.ts';
import { registerRemoteControl } from './inputs/remote-control.ts';
import { SecondHearing } from './inputs/second-hearing.ts';
import { TalkTranscript } from './inputs/talk-transcript.ts';
import { createInstructions, INSTRUCTIONS_VERSION } from './instructions.ts';
import { Kitchen } from './kitchen.ts';
import { IdleWatch } from './life/idle-watch.ts';
import { SessionLimit } from './life/session-limit.ts';
import { within } from './life/within.ts';
import type { MakeModels } from './models/load-models.ts';
import { Outbox } from './outbox.ts';
import { type Phrases, phrasesFor } from './phrases.ts';
import { createPipelines } from './pipelines/create-pipelines.ts';
import { localParticipant, roomSender } from './room-sender.ts';
import { Answerer } from './session/answerer.ts';
import { Audience } from './session/audience.ts';
import { limitTools } from './session/limit-tools.ts';
import { SessionKeeper } from './session/session-keeper.ts';
import { tracePipeline } from './telemetry/trace-pipeline.ts';
import type { Telemetry } from './telemetry/telemetry.ts';
import { TurnRouter } from './turns/turn-router.ts';

/** How long the last sentence and the good-bye may take, in ms. */
const FAREWELL_MS = 15_000;

export type ConversationOptions = {
  readonly room: Room;
  readonly user: DispatchMetadata;
  readonly config: Pick<AgentConfig, 'limits' | 'pipelines'>;
  readonly makeModels: MakeModels;
  readonly telemetry: Telemetry;
  /** Called when the conversation has ended itself, and the user was told why. */
  readonly left: (reason: LeaveReason) => Promise<void>;
};

/** One user's conversation with BakeBot: what listens, answers and remembers, put together. */
export class Conversation {
  readonly #room: Room;
  readonly #user: DispatchMetadata;
  readonly #makeModels: MakeModels;
  readonly #telemetry: Telemetry;
  readonly #phrases: Phrases;
  readonly #assistant: Assistant;
  readonly #outbox: Outbox;
  readonly #keeper: SessionKeeper;
  readonly #answerer: Answerer;
  readonly #turns: TurnRouter;
  readonly #pictures: PictureInbox;
  readonly #announcer: Announcer;
  readonly #kitchen: Kitchen;
  readonly #audience: Audience;
  readonly #idleWatch: IdleWatch;
  readonly #limit: SessionLimit;
  readonly #left: (reason: LeaveReason) => Promise<void>;
  #leaving = false;
  #microphone: Microphone | undefined;
  #pushToTalk: PushToTalk | undefined;
  #secondHearing: SecondHearing | undefined;

  /** Make it before the room is joined: what arrives with no handler registered is lost. */
  constructor({ room, user, config, makeModels, telemetry, left }: ConversationOptions) {
    const locale = user.locale ?? 'en-US';
    this.#left = left;
    this.#room = room;
    this.#user = user;
    this.#makeModels = makeModels;
    this.#telemetry = telemetry;
    this.#phrases = phrasesFor(locale);
    this.#outbox = new Outbox(roomSender(room), user.identity);
    this.#announcer = new Announcer({
      idle: () => this.#idle(),
      say: (text) => this.#keeper.say(text),
    });
    this.#kitchen = new Kitchen({
      outbox: this.#outbox,
      announcer: this.#announcer,
      app: new AppActions(() => localParticipant(room), user.identity),
      phrases: this.#phrases,
    });
    this.#assistant = new Assistant({
      instructions: createInstructions(user),
      tools: limitTools(this.#kitchen.tools(), () => this.#answerer.alive()),
    });
    const camera = new Camera(room, user.identity);
    this.#audience = new Audience(room, () => this.#keeper.setHeard(true));
    this.#keeper = this.#createKeeper(config.pipelines);
    this.#answerer = new Answerer(this.#keeper, this.#assistant, () => camera.look());
    this.#turns = this.#createTurns();
    this.#idleWatch = this.#watchIdle(config.limits.idleMs);
    this.#limit = new SessionLimit(config.limits.sessionMs, {
      warn: () => this.#announcer.announce(this.#phrases.soonOver),
      over: () => void this.leave('session_limit', this.#phrases.timeIsOver),
    });
    this.#assistant.tell({
      heard: (id, text) => this.#turns.take({ id, kind: 'voice', text, pictures: [] }),
      words: (speechId) => this.#answerer.words(speechId),
      hearingEnded: (session) => this.#keeper.replace(session, 'the recogniser ended'),
    });
    this.#pictures = new PictureInbox(this.#turns, this.#outbox);
    registerInputs(room, user.identity, this.#turns, this.#pictures, this.#outbox);
  }

  /** Begins to listen and to answer. The room must be joined. */
  async start(): Promise<void> {
    const { identity, locale = 'en-US' } = this.#user;
    this.#microphone = new Microphone(this.#room, identity);
    const transcript = new TalkTranscript(this.#room, identity);
    this.#pushToTalk = new PushToTalk({
      turns: this.#turns,
      microphone: this.#microphone,
      recognise: createRecogniser(this.#makeModels(locale).stt),
      heard: (turnId, text, final) => transcript.publish(turnId, text, final),
    });
    registerRemoteControl(localParticipant(this.#room), identity, this.#pushToTalk, {
      setOpenMicrophone: (on) => this.#keeper.setMicrophoneOpen(on),
      setSpokenReplies: (on) => this.#keeper.setSpokenReplies(on),
    });
    const microphone = this.#microphone;
    this.#secondHearing = new SecondHearing({
      last: (ms) => microphone.last(ms),
      recognise: createRecogniser(this.#makeModels(locale).stt),
      heard: (text) => this.#turns.take({ id: randomUUID(), kind: 'voice', text, pictures: [] }),
    });
    await this.#keeper.start();
    log().info({ instructions: INSTRUCTIONS_VERSION }, 'conversation started');
  }

  /** The user is in the room: greet them, or show them what they missed. */
  welcome(again: boolean): void {
    this.#idleWatch.active();
    if (again) this.#kitchen.showAgain();
    else void this.#keeper.say(this.#phrases.greeting(this.#user.name));
  }

  /**
   * Ends the conversation in good order: what is being said is finished, a good-bye is said, the app is told why.
   * Whatever comes in between is left for another agent to answer.
   */
  async leave(reason: LeaveReason, goodBye?: string): Promise<void> {
    if (this.#leaving) return;
    this.#leaving = true;
    log().info({ reason }, 'leaving');
    this.#outbox.leaving(reason);
    await within(FAREWELL_MS, this.#farewell(goodBye));
    this.#turns.close();
    await within(FAREWELL_MS, this.#outbox.received());
    await this.#left(reason);
  }

  /** Whether it is on its way out, and should get no further user. */
  get isLeaving(): boolean {
    return this.#leaving;
  }

  async #farewell(goodBye: string | undefined): Promise<void> {
    await this.#turns.finish();
    const speech = goodBye === undefined ? undefined : await this.#keeper.say(goodBye);
    await speech?.done;
  }

  async close(): Promise<void> {
    this.#idleWatch.close();
    this.#limit.close();
    this.#announcer.close();
    this.#kitchen.close();
    this.#pictures.close();
    this.#secondHearing?.close();
    this.#audience.close();
    this.#turns.close();
    this.#outbox.usage(this.#telemetry.usage());
    await this.#outbox.drain();
    await this.#microphone?.close();
    await this.#keeper.close();
  }

  #createKeeper(pipelines: AgentConfig['pipelines']): SessionKeeper {
    return new SessionKeeper({
      room: this.#room,
      identity: this.#user.identity,
      assistant: this.#assistant,
      audience: this.#audience,
      pipelines: createPipelines(pipelines, this.#makeModels, this.#user).map((pipeline) =>
        tracePipeline(pipeline, this.#telemetry),
      ),
      listener: {
        lost: () => this.#answerer.lost(),
        refused: () => this.#answerer.refused(),
        unasked: (answer) => this.#turns.adopt(answer),
        opened: (session) => {
          this.#telemetry.watch(session);
          this.#secondHearing?.follow(session);
        },
        recovering: () => this.#outbox.status('recovering'),
        recovered: () => this.#outbox.status('recovered'),
        gaveUp: () => void this.leave('model_unavailable'),
      },
    });
  }

  #createTurns(): TurnRouter {
    return new TurnRouter(this.#answerer, {
      turn: (turn, progress) => {
        this.#idleWatch.active();
        this.#telemetry.turn(turn.id, turn.kind, progress);
        this.#outbox.turn(turn, progress);
        if (progress.state === 'answered') this.#outbox.usage(this.#telemetry.usage());
      },
      reply: (turnId, text) => this.#outbox.reply(turnId, text),
    });
  }

  #watchIdle(afterMs: number): IdleWatch {
    return new IdleWatch({
      afterMs,
      isBusy: () => this.#turns.isAnswering() || this.#kitchen.isTiming(),
      ask: () => this.#announcer.announce(this.#phrases.stillThere),
      leave: () => void this.leave('idle', this.#phrases.goodBye),
    });
  }

  /** Resolves when nobody speaks and nothing is left to be answered. */
  async #idle(): Promise<void> {
    await this.#pushToTalk?.idle();
    await this.#turns.idle();
    await (await this.#keeper.session())?.waitForIdle();
  }
}
