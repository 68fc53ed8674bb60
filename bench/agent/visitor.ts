import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { AgentMessage, type DispatchMetadata, MESSAGE_TOPIC, RpcMethod } from '@bakebot/protocol';
import { type Participant, Room, RoomEvent } from '@livekit/rtc-node';
import { AccessToken, RoomAgentDispatch, RoomConfiguration } from 'livekit-server-sdk';
import type { AgentName, Kitchen } from './kitchen.ts';
import { Loudspeaker, SILENCE } from './loudspeaker.ts';
import { Microphone, SAMPLE_RATE } from './microphone.ts';
import { PUSH_TO_TALK } from './mode.ts';

/** Silence that counts as the end of an answer, in ms. */
const PAUSE_MS = 700;

/** How each agent's push-to-talk is called. */
const CALLS = {
  bakebot: {
    press: RpcMethod.startTalk,
    release: RpcMethod.endTalk,
    forget: RpcMethod.cancelTalk,
  },
  bare: { press: 'start_turn', release: 'end_turn', forget: 'end_turn' },
} as const;

export type VisitOptions = {
  readonly pushToTalk?: boolean;
  /** Whether a microphone is published. */
  readonly speaks?: boolean;
};

/** States of an agent that hears what is said. */
const READY = new Set(['listening', 'thinking', 'speaking']);

type Parts = {
  readonly room: Room;
  readonly agent: AgentName;
  readonly agentIdentity: string;
  readonly loudspeaker: Loudspeaker;
  readonly microphone: Microphone;
  readonly readyAfterMs: number;
};

/** Somebody in a room with one of the agents, with a stopwatch. All results are in ms. */
export class Visitor {
  readonly #parts: Parts;
  #firstWord: (() => void) | undefined;
  #acknowledged: (() => void) | undefined;

  private constructor(parts: Parts) {
    this.#parts = parts;
    const { room, agentIdentity } = parts;
    room.registerTextStreamHandler('lk.transcription', (reader, sender) => {
      void (sender.identity === agentIdentity ? this.#read(reader) : reader.close());
    });
    room.on(RoomEvent.DataReceived, (payload, _sender, _kind, topic) => {
      if (topic !== MESSAGE_TOPIC) return;
      const message = AgentMessage.parse(JSON.parse(new TextDecoder().decode(payload)));
      if (message.type === 'turn') this.#acknowledged?.();
    });
  }

  /** From asking for a token until the agent hears and can be heard. */
  get readyAfterMs(): number {
    return this.#parts.readyAfterMs;
  }

  static async join(
    kitchen: Kitchen,
    agent: AgentName,
    { pushToTalk = false, speaks = true }: VisitOptions = {},
  ): Promise<Visitor> {
    const begun = performance.now();
    const room = new Room();
    const present = Promise.withResolvers<Participant>();
    const audible = Promise.withResolvers<Loudspeaker>();
    const look = (participant: Participant): void => {
      if (READY.has(participant.attributes['lk.agent.state'] ?? '')) present.resolve(participant);
    };
    room.on(RoomEvent.ParticipantAttributesChanged, (_, participant) => look(participant));
    room.on(RoomEvent.TrackSubscribed, (track, _, participant) => {
      audible.resolve(new Loudspeaker(track));
      // An agent that was ready before us changes nothing any more.
      look(participant);
    });
    const token = await roomToken(kitchen, agent, pushToTalk);
    await room.connect(kitchen.url, token, { autoSubscribe: true, dynacast: false });
    const microphone = new Microphone();
    if (speaks) await microphone.publish(room);
    const [participant, loudspeaker] = await Promise.all([present.promise, audible.promise]);
    const readyAfterMs = performance.now() - begun;
    // Ours greets.
    if (agent === 'bakebot') await loudspeaker.sound(begun);
    return new Visitor({
      room,
      agent,
      agentIdentity: participant.identity,
      loudspeaker,
      microphone,
      readyAfterMs,
    });
  }

  /** Until the agent has finished what it says. */
  async untilSilence(): Promise<void> {
    await this.#parts.loudspeaker.silence(PAUSE_MS);
  }

  /** Types a turn. Only our agent acknowledges it. */
  async type(
    text: string,
  ): Promise<{ acknowledgedMs: number | undefined; firstTextMs: number; firstAudioMs: number }> {
    await this.untilSilence();
    const word = Promise.withResolvers<number>();
    let acknowledgedMs: number | undefined;
    this.#acknowledged = () => (acknowledgedMs ??= performance.now() - begun);
    const begun = performance.now();
    this.#firstWord = () => word.resolve(performance.now());
    await this.#parts.room.localParticipant?.sendText(text, { topic: 'lk.chat' });
    const [wordAt, soundAt] = await Promise.all([
      word.promise,
      this.#parts.loudspeaker.sound(begun),
    ]);
    return { acknowledgedMs, firstTextMs: wordAt - begun, firstAudioMs: soundAt - begun };
  }

  /** Speaks while the button is held. From the release until the answer is heard. */
  async holdToTalk(speech: Int16Array): Promise<number> {
    await this.untilSilence();
    const payload = JSON.stringify({ turnId: randomUUID() });
    await this.#call(CALLS[this.#parts.agent].press, payload);
    await this.#parts.microphone.say(speech);
    const released = performance.now();
    await this.#call(CALLS[this.#parts.agent].release, payload);
    return (await this.#parts.loudspeaker.sound(released)) - released;
  }

  /** Speaks into the open microphone. From the last sound until the answer is heard. */
  async speak(speech: Int16Array): Promise<number> {
    await this.untilSilence();
    await this.#parts.microphone.say(speech);
    const ended = performance.now();
    return (await this.#parts.loudspeaker.sound(ended)) - ended;
  }

  /** Speaks over a long answer. From the first sound until the agent is silent. */
  async bargeIn(longQuestion: string, speech: Int16Array): Promise<number> {
    await this.type(longQuestion);
    await this.#parts.microphone.say(new Int16Array(48_000));
    const begun = performance.now() + leadMs(speech);
    const saying = this.#parts.microphone.say(speech);
    const silentAt = await this.#parts.loudspeaker.silence(300);
    await saying;
    await this.#parts.loudspeaker.sound(silentAt + 1);
    return silentAt - begun;
  }

  /** Presses the talk button in the middle of a long answer. From the press until the agent is silent. */
  async pressOver(longQuestion: string): Promise<number> {
    await this.type(longQuestion);
    await this.#parts.microphone.say(new Int16Array(48_000));
    const begun = performance.now();
    const payload = JSON.stringify({ turnId: randomUUID() });
    const called = this.#call(CALLS[this.#parts.agent].press, payload);
    const silentAt = await this.#parts.loudspeaker.silence(300);
    await called;
    await this.#call(CALLS[this.#parts.agent].forget, payload);
    return silentAt - begun;
  }

  async leave(): Promise<void> {
    const gone = once(this.#parts.room, RoomEvent.Disconnected);
    await this.#parts.loudspeaker.close();
    await this.#parts.microphone.close();
    await this.#parts.room.disconnect();
    await gone;
  }

  async #call(method: string, payload: string): Promise<void> {
    await this.#parts.room.localParticipant?.performRpc({
      destinationIdentity: this.#parts.agentIdentity,
      method,
      payload,
    });
  }

  async #read(reader: AsyncIterable<string>): Promise<void> {
    try {
      for await (const text of reader) if (text !== '') this.#firstWord?.();
    } catch {
      // The visitor has left in the middle of a sentence.
    }
  }
}

/** Silence before the first sound. */
function leadMs(speech: Int16Array): number {
  const first = speech.findIndex((sample) => Math.abs(sample) > SILENCE);
  return (first / SAMPLE_RATE) * 1000;
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
