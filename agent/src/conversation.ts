import { CHAT_TOPIC, type DispatchMetadata, IMAGE_TOPIC, MESSAGE_TOPIC } from '@bakebot/protocol';
import { log, voice } from '@livekit/agents';
import {
  type LocalParticipant,
  type RemoteParticipant,
  type Room,
  RoomEvent,
} from '@livekit/rtc-node';
import { Announcer } from './announcer.ts';
import { AppActions } from './app/app-actions.ts';
import { Assistant } from './assistant.ts';
import { closeInspection } from './close-inspection.ts';
import type { ModelConfig } from './config.ts';
import { MessageInbox } from './inputs/message-inbox.ts';
import { Microphone } from './inputs/microphone.ts';
import { PictureInbox } from './inputs/picture-inbox.ts';
import { PushToTalk } from './inputs/push-to-talk.ts';
import { registerRemoteControl } from './inputs/remote-control.ts';
import { TalkTranscript } from './inputs/talk-transcript.ts';
import { createInstructions, INSTRUCTIONS_VERSION } from './instructions.ts';
import { Kitchen } from './kitchen.ts';
import { createModels, createTurnHandling, type Models } from './models.ts';
import { Outbox } from './outbox.ts';
import { type Phrases, phrasesFor } from './phrases.ts';
import { TurnRouter } from './turns/turn-router.ts';

/** One user's conversation with BakeBot: what listens, answers and remembers, put together. */
export class Conversation {
  readonly #room: Room;
  readonly #user: DispatchMetadata;
  readonly #models: Models;
  readonly #phrases: Phrases;
  readonly #session: voice.AgentSession;
  readonly #assistant: Assistant;
  readonly #outbox: Outbox;
  readonly #turns: TurnRouter;
  readonly #pictures: PictureInbox;
  readonly #announcer: Announcer;
  readonly #kitchen: Kitchen;
  #microphone: Microphone | undefined;
  #pushToTalk: PushToTalk | undefined;

  /** Make it before the room is joined: what arrives with no handler registered is lost. */
  constructor(room: Room, user: DispatchMetadata, config: ModelConfig) {
    const locale = user.locale ?? 'en-US';
    this.#room = room;
    this.#user = user;
    this.#phrases = phrasesFor(locale);
    this.#models = createModels(config, locale);
    this.#session = createSession(this.#models);
    this.#outbox = new Outbox(senderOf(room), user.identity);
    this.#turns = new TurnRouter(this.#session, this.#outbox);
    this.#announcer = new Announcer({
      idle: () => this.#idle(),
      say: (text) => this.#session.say(text),
    });
    this.#kitchen = new Kitchen({
      outbox: this.#outbox,
      announcer: this.#announcer,
      app: new AppActions(() => localParticipant(room), user.identity),
      phrases: this.#phrases,
    });
    this.#assistant = new Assistant({
      instructions: createInstructions(user),
      tools: this.#kitchen.tools(),
    });
    this.#assistant.follow(this.#turns);
    this.#pictures = new PictureInbox(this.#turns, this.#outbox);
    this.#registerInputs();
  }

  /** Begins to listen and to answer. The room must be joined. */
  async start(): Promise<void> {
    const { identity } = this.#user;
    closeInspection(this.#session);
    await this.#session.start({
      agent: this.#assistant,
      room: this.#room,
      record: false,
      inputOptions: {
        participantIdentity: identity,
        // Ours are capped and acknowledge what they take: see inputs/.
        textEnabled: false,
        // A dropped connection may come back: presence.ts decides when the user is gone.
        closeOnDisconnect: false,
      },
    });
    this.#microphone = new Microphone(this.#room, identity);
    const transcript = new TalkTranscript(this.#room, identity);
    this.#pushToTalk = new PushToTalk({
      turns: this.#turns,
      microphone: this.#microphone,
      recognise: () => this.#models.stt.stream(),
      heard: (turnId, text, final) => transcript.publish(turnId, text, final),
    });
    registerRemoteControl(localParticipant(this.#room), identity, this.#pushToTalk, {
      setOpenMicrophone: (on) => this.#session.input.setAudioEnabled(on),
      setSpokenReplies: (on) => this.#session.output.setAudioEnabled(on),
    });
    this.#turns.open();
    log().info({ instructions: INSTRUCTIONS_VERSION }, 'conversation started');
  }

  /** The user is in the room: greet them, or show them what they missed. */
  welcome(again: boolean): void {
    if (again) this.#kitchen.showAgain();
    else this.#say(this.#phrases.greeting(this.#user.name));
  }

  onClosed(listener: (reason: string) => void): void {
    const { Close, Error: Failed } = voice.AgentSessionEventTypes;
    this.#session.on(Failed, ({ error }) => {
      // The framework ends a session that can no longer hear. It interrupts the answer first, and tells why later.
      if (isEndOfHearing(error)) this.#turns.close();
    });
    this.#session.on(Close, ({ reason }) => {
      this.#turns.close();
      listener(reason);
    });
  }

  async close(): Promise<void> {
    this.#announcer.close();
    this.#kitchen.close();
    this.#pictures.close();
    await this.#outbox.drain();
    await this.#microphone?.close();
    await this.#session.close();
  }

  /** Resolves when nobody speaks and nothing is left to be answered. */
  async #idle(): Promise<void> {
    await this.#pushToTalk?.idle();
    await this.#session.waitForIdle();
  }

  #say(text: string): void {
    try {
      this.#session.say(text);
    } catch (error) {
      log().warn({ error }, 'nothing can be said: the session is closing');
    }
  }

  #registerInputs(): void {
    const { identity } = this.#user;
    const messages = new MessageInbox(this.#turns, this.#pictures, this.#outbox);
    const room = this.#room;
    // Who comes back may be heard before LiveKit tells that they are there. Nobody else can be: the room is for one.
    const isUser = (sender: RemoteParticipant | undefined) =>
      sender ? sender.identity === identity : !room.remoteParticipants.has(identity);
    room.on(RoomEvent.DataReceived, (payload, sender, _kind, topic) => {
      if (isUser(sender) && topic === MESSAGE_TOPIC) messages.acceptPacket(payload);
    });
    room.registerTextStreamHandler(MESSAGE_TOPIC, (stream, sender) => {
      void (sender.identity === identity ? messages.acceptMessageStream(stream) : stream.close());
    });
    room.registerTextStreamHandler(CHAT_TOPIC, (stream, sender) => {
      void (sender.identity === identity ? messages.acceptChatStream(stream) : stream.close());
    });
    room.registerByteStreamHandler(IMAGE_TOPIC, (stream, sender) => {
      void (sender.identity === identity ? this.#pictures.accept(stream) : stream.close());
    });
  }
}

function createSession({ stt, llm, tts }: Models): voice.AgentSession {
  return new voice.AgentSession({
    stt,
    llm,
    tts,
    turnHandling: createTurnHandling(),
    // A failed turn is told to the user and the next one is tried: it does not end the conversation.
    connOptions: { maxUnrecoverableErrors: Number.MAX_SAFE_INTEGER },
    // Echo cancellation is the app's; without this the first three seconds could not be interrupted.
    aecWarmupDuration: null,
    userAwayTimeout: null,
  });
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

function localParticipant(room: Room): LocalParticipant {
  if (!room.localParticipant) throw new Error('the room is not joined');
  return room.localParticipant;
}

function senderOf(room: Room): ConstructorParameters<typeof Outbox>[0] {
  return {
    publishData: (data, options) => localParticipant(room).publishData(data, options),
    sendText: (text, options) => localParticipant(room).sendText(text, options),
  };
}
