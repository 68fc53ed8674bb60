import { randomUUID } from 'node:crypto';
import { AGENT_STATE_ATTRIBUTE, AgentMessage, MESSAGE_TOPIC } from '@bakebot/protocol';
import { Room, RoomEvent } from '@livekit/rtc-node';
import { withTimeout } from './with-timeout.ts';

/** In ms. LiveKit's own clients wait 20 s for an agent. */
const TIMEOUTS = { join: 15_000, agent: 30_000, answer: 30_000, leave: 5_000 } as const;

/** Agent states in which turns are accepted. */
const PRESENT = new Set(['listening', 'thinking', 'speaking']);

/** A user who types, in one room. */
export class Conversation {
  readonly #room = new Room();

  async join(url: string, token: string): Promise<void> {
    const joined = this.#room.connect(url, token, { autoSubscribe: true, dynacast: false });
    await withTimeout(TIMEOUTS.join, joined, 'the room was not joined');
  }

  async waitForAgent(): Promise<void> {
    const present = new Promise<void>((resolve) => {
      this.#room.on(RoomEvent.ParticipantAttributesChanged, (changed) => {
        if (isPresent(changed)) resolve();
      });
      const others = [...this.#room.remoteParticipants.values()];
      if (others.some(({ attributes }) => isPresent(attributes))) resolve();
    });
    await withTimeout(TIMEOUTS.agent, present, 'no agent joined');
  }

  /** Types a turn and resolves with the length of the answer in characters: its content is private. */
  async ask(question: string): Promise<number> {
    const id = randomUUID();
    const answered = this.#answerLength(id);
    const message = new TextEncoder().encode(JSON.stringify({ id, type: 'text', text: question }));
    await this.#room.localParticipant?.publishData(message, {
      reliable: true,
      topic: MESSAGE_TOPIC,
    });
    return withTimeout(TIMEOUTS.answer, answered, 'the turn was not answered');
  }

  /** Does nothing when the room was never joined. */
  async leave(): Promise<void> {
    await withTimeout(TIMEOUTS.leave, this.#room.disconnect(), 'the room was not left');
  }

  #answerLength(turnId: string): Promise<number> {
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
        else reject(new Error('the turn was answered without text'));
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
