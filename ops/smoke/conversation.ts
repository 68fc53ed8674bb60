import { randomUUID } from 'node:crypto';
import { AGENT_STATE_ATTRIBUTE, AgentMessage, MESSAGE_TOPIC } from '@bakebot/protocol';
import { Room, RoomEvent } from '@livekit/rtc-node';
import { within } from './deadline.ts';

/** How long each part may take, in ms. LiveKit's own clients give an agent 20 s to come. */
const LIMITS = { join: 15_000, agent: 30_000, answer: 30_000, leave: 5_000 } as const;

/** States in which the agent takes turns. */
const PRESENT = new Set(['listening', 'thinking', 'speaking']);

/** One visit to a room, as a user that types. */
export class Conversation {
  readonly #room = new Room();

  async join(url: string, token: string): Promise<void> {
    const joining = this.#room.connect(url, token, { autoSubscribe: true, dynacast: false });
    await within(LIMITS.join, joining, 'the room was not joined');
  }

  /** Resolves when the agent is there and listens. */
  async meetAgent(): Promise<void> {
    const present = new Promise<void>((resolve) => {
      this.#room.on(RoomEvent.ParticipantAttributesChanged, (changed) => {
        if (isPresent(changed)) resolve();
      });
      const others = [...this.#room.remoteParticipants.values()];
      if (others.some(({ attributes }) => isPresent(attributes))) resolve();
    });
    await within(LIMITS.agent, present, 'no agent came');
  }

  /** Types a turn. Resolves with the length of its answer, in characters: what was said is nobody's business. */
  async ask(question: string): Promise<number> {
    const id = randomUUID();
    const answered = this.#untilAnswered(id);
    const message = new TextEncoder().encode(JSON.stringify({ id, type: 'text', text: question }));
    await this.#room.localParticipant?.publishData(message, {
      reliable: true,
      topic: MESSAGE_TOPIC,
    });
    return within(LIMITS.answer, answered, 'the turn was not answered');
  }

  /** Hangs up. Does nothing when the room was never joined. */
  async leave(): Promise<void> {
    await within(LIMITS.leave, this.#room.disconnect(), 'the room was not left');
  }

  #untilAnswered(turnId: string): Promise<number> {
    return new Promise((resolve, reject) => {
      let length = 0;
      this.#room.on(RoomEvent.DataReceived, (payload, _sender, _kind, topic) => {
        if (topic !== MESSAGE_TOPIC) return;
        const message = AgentMessage.safeParse(parseJson(payload)).data;
        if (message?.type === 'text' && message.replyTo === turnId) length = message.text.length;
        if (message?.type !== 'turn' || message.turnId !== turnId) return;
        const { progress } = message;
        if (progress.state === 'failed') reject(new Error(`the turn failed: ${progress.code}`));
        if (progress.state === 'superseded') reject(new Error('the turn was superseded'));
        if (progress.state !== 'answered') return;
        if (length > 0) resolve(length);
        else reject(new Error('the turn was answered with nothing'));
      });
    });
  }
}

function isPresent(attributes: Record<string, string>): boolean {
  return PRESENT.has(attributes[AGENT_STATE_ATTRIBUTE] ?? '');
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(payload));
  } catch {
    return undefined;
  }
}
