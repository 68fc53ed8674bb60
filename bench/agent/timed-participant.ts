import { randomUUID } from 'node:crypto';
import { Microphone, SAMPLE_RATE, TestParticipant } from '@bakebot/local-stack/participant';
import {
  CHAT_TOPIC,
  type DispatchMetadata,
  MESSAGE_TOPIC,
  RpcMethod,
  TRANSCRIPTION_TOPIC,
} from '@bakebot/protocol';
import { RoomEvent } from '@livekit/rtc-node';
import { AccessToken, RoomAgentDispatch, RoomConfiguration } from 'livekit-server-sdk';
import { PUSH_TO_TALK } from './push-to-talk-metadata.ts';
import { SILENCE, SoundDetector } from './sound-detector.ts';
import type { AgentName, Testbed } from './testbed.ts';

/** Silence that ends a reply, in ms. */
const REPLY_END_MS = 700;

/** Silence that counts as an interruption, in ms. */
const INTERRUPTION_MS = 300;

/** Speech of a reply before it is interrupted, in ms. */
const BEFORE_INTERRUPTION_MS = 1000;

/** The RPC methods of each agent's push-to-talk. */
const RPC_METHODS = {
  bakebot: {
    press: RpcMethod.startTalk,
    release: RpcMethod.endTalk,
    cancel: RpcMethod.cancelTalk,
  },
  bare: { press: 'start_turn', release: 'end_turn', cancel: 'end_turn' },
} as const;

export type TimedJoinOptions = {
  readonly pushToTalk?: boolean;
  /** False to join without a microphone track. */
  readonly microphone?: boolean;
};

type Session = {
  readonly participant: TestParticipant;
  readonly agent: AgentName;
  readonly detector: SoundDetector;
  readonly microphone: Microphone;
  readonly readyAfterMs: number;
};

/** A test participant with a stopwatch, in a room with one of the agents. All results are in ms. */
export class TimedParticipant {
  readonly #session: Session;
  #onText: (() => void) | undefined;
  #onAcknowledged: (() => void) | undefined;

  private constructor(session: Session) {
    this.#session = session;
    const { room } = session.participant;
    const agentIdentity = session.participant.agentIdentity();
    room.registerTextStreamHandler(TRANSCRIPTION_TOPIC, (reader, sender) => {
      void (sender.identity === agentIdentity ? this.#read(reader) : reader.close());
    });
    room.on(RoomEvent.DataReceived, (_payload, _sender, _kind, topic) => {
      if (topic === MESSAGE_TOPIC && session.participant.messages.at(-1)?.type === 'turn')
        this.#onAcknowledged?.();
    });
  }

  /** From the token request until the agent listens and its audio is subscribed. */
  get readyAfterMs(): number {
    return this.#session.readyAfterMs;
  }

  static async join(
    testbed: Testbed,
    agent: AgentName,
    { pushToTalk = false, microphone: hasMicrophone = true }: TimedJoinOptions = {},
  ): Promise<TimedParticipant> {
    const start = performance.now();
    const participant = new TestParticipant();
    const subscribed = new Promise<SoundDetector>((resolve) => {
      participant.room.on(RoomEvent.TrackSubscribed, (track) => resolve(new SoundDetector(track)));
    });
    await participant.connect(testbed.livekit.url, await signToken(testbed, agent, pushToTalk));
    const microphone = new Microphone({ continuous: true });
    if (hasMicrophone) await microphone.publish(participant.room);
    const [detector] = await Promise.all([subscribed, participant.waitForAgent()]);
    const readyAfterMs = performance.now() - start;
    // Only BakeBot greets.
    if (agent === 'bakebot') await detector.sound(start);
    return new TimedParticipant({ participant, agent, detector, microphone, readyAfterMs });
  }

  /** Sends a typed turn. Only BakeBot acknowledges it. */
  async type(
    text: string,
  ): Promise<{ acknowledgedMs: number | undefined; firstTextMs: number; firstAudioMs: number }> {
    const { participant, detector } = this.#session;
    await this.#untilReplyEnds();
    const firstText = Promise.withResolvers<number>();
    let acknowledgedMs: number | undefined;
    const start = performance.now();
    this.#onAcknowledged = () => (acknowledgedMs ??= performance.now() - start);
    this.#onText = () => firstText.resolve(performance.now() - start);
    await participant.room.localParticipant?.sendText(text, { topic: CHAT_TOPIC });
    const [firstTextMs, soundAt] = await Promise.all([firstText.promise, detector.sound(start)]);
    return { acknowledgedMs, firstTextMs, firstAudioMs: soundAt - start };
  }

  /** Speaks while the talk button is held. From the release to the first sound of the reply. */
  async holdToTalk(speech: Int16Array): Promise<number> {
    const { agent, detector, microphone } = this.#session;
    await this.#untilReplyEnds();
    const turnId = randomUUID();
    await this.#call(RPC_METHODS[agent].press, turnId);
    await microphone.play(speech);
    const releasedAt = performance.now();
    await this.#call(RPC_METHODS[agent].release, turnId);
    return (await detector.sound(releasedAt)) - releasedAt;
  }

  /** Speaks into the open microphone. From the end of the speech to the first sound of the reply. */
  async speak(speech: Int16Array): Promise<number> {
    const { detector, microphone } = this.#session;
    await this.#untilReplyEnds();
    await microphone.play(speech);
    const endedAt = performance.now();
    return (await detector.sound(endedAt)) - endedAt;
  }

  /** Speaks over a long reply. From the first sound of the speech to the last sound of the reply. */
  async bargeIn(longQuestion: string, speech: Int16Array): Promise<number> {
    const { detector, microphone } = this.#session;
    await this.type(longQuestion);
    await microphone.play(silence(BEFORE_INTERRUPTION_MS));
    const startedAt = performance.now() + leadingSilenceMs(speech);
    const speaking = microphone.play(speech);
    const silentAt = await detector.silence(INTERRUPTION_MS);
    await speaking;
    // The reply to the speech.
    await detector.sound(silentAt + 1);
    return silentAt - startedAt;
  }

  /** Presses the talk button during a long reply. From the press to the last sound of the reply. */
  async pressOver(longQuestion: string): Promise<number> {
    const { agent, detector, microphone } = this.#session;
    await this.type(longQuestion);
    await microphone.play(silence(BEFORE_INTERRUPTION_MS));
    const turnId = randomUUID();
    const pressedAt = performance.now();
    const called = this.#call(RPC_METHODS[agent].press, turnId);
    const silentAt = await detector.silence(INTERRUPTION_MS);
    await called;
    await this.#call(RPC_METHODS[agent].cancel, turnId);
    return silentAt - pressedAt;
  }

  async leave(): Promise<void> {
    const { participant, detector, microphone } = this.#session;
    await detector.close();
    await microphone.close();
    await participant.leave();
    await participant.disconnected;
  }

  async #untilReplyEnds(): Promise<void> {
    await this.#session.detector.silence(REPLY_END_MS);
  }

  #call(method: string, turnId: string): Promise<void> {
    return this.#session.participant.call(method, { turnId });
  }

  async #read(reader: AsyncIterable<string>): Promise<void> {
    try {
      for await (const text of reader) if (text !== '') this.#onText?.();
    } catch {
      // The participant has left during a reply.
    }
  }
}

function silence(ms: number): Int16Array {
  return new Int16Array((SAMPLE_RATE * ms) / 1000);
}

function leadingSilenceMs(speech: Int16Array): number {
  const first = speech.findIndex((sample) => Math.abs(sample) > SILENCE);
  return (first / SAMPLE_RATE) * 1000;
}

async function signToken(
  { livekit }: Testbed,
  agent: AgentName,
  pushToTalk: boolean,
): Promise<string> {
  const identity = `user-${randomUUID()}`;
  const token = new AccessToken(livekit.apiKey, livekit.apiSecret, { identity, ttl: '5m' });
  token.addGrant({ roomJoin: true, room: `bench-${randomUUID()}` });
  const bakebot: DispatchMetadata = {
    v: 1,
    subject: identity,
    identity,
    correlationId: randomUUID(),
  };
  const bare = pushToTalk ? PUSH_TO_TALK : '';
  const metadata = agent === 'bakebot' ? JSON.stringify(bakebot) : bare;
  token.roomConfig = new RoomConfiguration({
    agents: [new RoomAgentDispatch({ agentName: agent, metadata })],
  });
  return token.toJwt();
}
