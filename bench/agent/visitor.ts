import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import type { DispatchMetadata } from '@bakebot/protocol';
import {
  type Participant,
  type RemoteTrack,
  Room,
  RoomEvent,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';
import { AccessToken, RoomAgentDispatch, RoomConfiguration } from 'livekit-server-sdk';
import type { AgentName, Kitchen } from './kitchen.ts';
import { Loudspeaker } from './loudspeaker.ts';
import { Microphone } from './microphone.ts';
import { PUSH_TO_TALK } from './mode.ts';

/** Silence that counts as the end of an answer, in ms. */
const PAUSE_MS = 700;

/** How each agent's push-to-talk is called. */
const CALLS = {
  bakebot: { press: 'bakebot.start_talk', release: 'bakebot.end_talk' },
  bare: { press: 'start_turn', release: 'end_turn' },
} as const;

export type VisitOptions = { readonly pushToTalk?: boolean };

/** Somebody in a room with one of the agents, with a stopwatch. All results are in ms. */
export class Visitor {
  /** From asking for a token until the agent listens. */
  readonly listeningAfterMs: number;
  readonly #room: Room;
  readonly #agent: AgentName;
  readonly #agentIdentity: string;
  readonly #loudspeaker: Loudspeaker;
  readonly #microphone: Microphone;
  #firstWord: (() => void) | undefined;

  private constructor(
    room: Room,
    agent: AgentName,
    agentIdentity: string,
    track: RemoteTrack,
    microphone: Microphone,
    listeningAfterMs: number,
  ) {
    this.#room = room;
    this.#agent = agent;
    this.#agentIdentity = agentIdentity;
    this.#loudspeaker = new Loudspeaker(track);
    this.#microphone = microphone;
    this.listeningAfterMs = listeningAfterMs;
    room.registerTextStreamHandler('lk.transcription', (reader, sender) => {
      void (sender.identity === agentIdentity ? this.#read(reader) : reader.close());
    });
  }

  static async join(
    kitchen: Kitchen,
    agent: AgentName,
    { pushToTalk = false }: VisitOptions = {},
  ): Promise<Visitor> {
    const begun = performance.now();
    const room = new Room();
    const present = Promise.withResolvers<Participant>();
    const listening = Promise.withResolvers<number>();
    const heard = Promise.withResolvers<RemoteTrack>();
    room.on(RoomEvent.ParticipantAttributesChanged, (changed, participant) => {
      if (changed['lk.agent.state'] !== 'listening') return;
      listening.resolve(performance.now() - begun);
      present.resolve(participant);
    });
    room.on(RoomEvent.TrackSubscribed, (track) => heard.resolve(track));
    const token = await roomToken(kitchen, agent, pushToTalk);
    await room.connect(kitchen.url, token, { autoSubscribe: true, dynacast: false });
    const microphone = new Microphone();
    const options = new TrackPublishOptions();
    options.source = TrackSource.SOURCE_MICROPHONE;
    await room.localParticipant?.publishTrack(microphone.track, options);
    const [participant, after, track] = await Promise.all([
      present.promise,
      listening.promise,
      heard.promise,
    ]);
    const visitor = new Visitor(room, agent, participant.identity, track, microphone, after);
    // Ours greets.
    if (agent === 'bakebot') await visitor.#loudspeaker.sound(0);
    return visitor;
  }

  /** Until the agent has finished what it says. */
  async untilSilence(): Promise<void> {
    await this.#loudspeaker.silence(PAUSE_MS);
  }

  /** Types a turn. */
  async type(text: string): Promise<{ firstTextMs: number; firstAudioMs: number }> {
    await this.untilSilence();
    const word = Promise.withResolvers<number>();
    const begun = performance.now();
    this.#firstWord = () => word.resolve(performance.now());
    await this.#room.localParticipant?.sendText(text, { topic: 'lk.chat' });
    const [wordAt, soundAt] = await Promise.all([word.promise, this.#loudspeaker.sound(begun)]);
    return { firstTextMs: wordAt - begun, firstAudioMs: soundAt - begun };
  }

  /** Speaks while the button is held. From the release until the answer is heard. */
  async holdToTalk(speech: Int16Array): Promise<number> {
    await this.untilSilence();
    const payload = JSON.stringify({ turnId: randomUUID() });
    await this.#call(CALLS[this.#agent].press, payload);
    await this.#microphone.say(speech);
    const released = performance.now();
    await this.#call(CALLS[this.#agent].release, payload);
    return (await this.#loudspeaker.sound(released)) - released;
  }

  /** Speaks into the open microphone. From the last sound until the answer is heard. */
  async speak(speech: Int16Array): Promise<number> {
    await this.untilSilence();
    await this.#microphone.say(speech);
    const ended = performance.now();
    return (await this.#loudspeaker.sound(ended)) - ended;
  }

  /** Speaks over a long answer. From the first sound until the agent is silent. */
  async bargeIn(longQuestion: string, speech: Int16Array): Promise<number> {
    await this.type(longQuestion);
    await this.#microphone.say(new Int16Array(48_000));
    const begun = performance.now();
    const saying = this.#microphone.say(speech);
    const silentAt = await this.#loudspeaker.silence(300);
    await saying;
    await this.#loudspeaker.sound(silentAt + 1);
    return silentAt - begun;
  }

  async leave(): Promise<void> {
    const gone = once(this.#room, RoomEvent.Disconnected);
    await this.#loudspeaker.close();
    await this.#microphone.close();
    await this.#room.disconnect();
    await gone;
  }

  async #call(method: string, payload: string): Promise<void> {
    await this.#room.localParticipant?.performRpc({
      destinationIdentity: this.#agentIdentity,
      method,
      payload,
    });
  }

  async #read(reader: AsyncIterable<string>): Promise<void> {
    for await (const text of reader) if (text !== '') this.#firstWord?.();
  }
}

async function roomToken(
  { keys }: Kitchen,
  agent: AgentName,
  pushToTalk: boolean,
): Promise<string> {
  const identity = `visitor-${randomUUID()}`;
  const token = new AccessToken(keys.apiKey, keys.apiSecret, { identity, ttl: '5m' });
  token.addGrant({ roomJoin: true, room: `bench-${randomUUID()}` });
  const ours: DispatchMetadata = {
    v: 1,
    subject: identity,
    identity,
    correlationId: randomUUID(),
  };
  const bare = pushToTalk ? PUSH_TO_TALK : '';
  const metadata = agent === 'bakebot' ? JSON.stringify(ours) : bare;
  token.roomConfig = new RoomConfiguration({
    agents: [new RoomAgentDispatch({ agentName: agent, metadata })],
  });
  return token.toJwt();
}
