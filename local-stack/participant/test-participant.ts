import { randomUUID } from 'node:crypto';
import {
  AGENT_STATE_ATTRIBUTE,
  AgentMessage,
  MESSAGE_TOPIC,
  type TurnProgress,
} from '@bakebot/protocol';
import { Room, RoomEvent } from '@livekit/rtc-node';
import type { StackAddresses } from '../launch.ts';
import { requestRoomToken, type RoomTokenOptions } from './room-token.ts';

/** How a turn ended, and the text of its reply. */
export type TurnEnd = { readonly progress: TurnProgress; readonly text: string };

export type TestParticipantOptions = {
  /** A room that already has the caller's handlers. */
  readonly room?: Room;
  /** Handles messages that the protocol does not have; throws by default. */
  readonly onInvalidMessage?: (error: unknown) => void;
};

export type JoinOptions = TestParticipantOptions &
  RoomTokenOptions & {
    /** False to join without the agent's audio. */
    readonly autoSubscribe?: boolean;
  };

/** Agent states in which turns are accepted. */
const PRESENT = new Set(['listening', 'thinking', 'speaking']);

/** A user without a browser: joins a room with the agent and sends typed turns. */
export class TestParticipant {
  readonly room: Room;
  /** Every message of the agent, in order of arrival. */
  readonly messages: AgentMessage[] = [];
  /** Resolves when the connection has ended, on either side. */
  readonly disconnected: Promise<void>;
  readonly #waiting = new Set<() => void>();

  constructor({ room = new Room(), onInvalidMessage = rethrow }: TestParticipantOptions = {}) {
    this.room = room;
    this.disconnected = new Promise((resolve) =>
      room.once(RoomEvent.Disconnected, () => resolve()),
    );
    room.on(RoomEvent.DataReceived, (payload, _sender, _kind, topic) => {
      if (topic !== MESSAGE_TOPIC) return;
      try {
        this.messages.push(AgentMessage.parse(JSON.parse(new TextDecoder().decode(payload))));
      } catch (error) {
        onInvalidMessage(error);
      }
      for (const check of this.#waiting) check();
    });
  }

  /** Signs in, joins a room of the local stack, and resolves when the agent is present. */
  static async join(
    stack: Pick<StackAddresses, 'token_endpoint' | 'session_endpoint'>,
    { autoSubscribe = true, ...options }: JoinOptions = {},
  ): Promise<TestParticipant> {
    const token = await requestRoomToken(stack, options);
    const participant = new TestParticipant(options);
    await participant.connect(token.server_url, token.participant_token, { autoSubscribe });
    await participant.waitForAgent();
    return participant;
  }

  async connect(url: string, token: string, { autoSubscribe = true } = {}): Promise<void> {
    await this.room.connect(url, token, { autoSubscribe, dynacast: false });
  }

  /** Resolves with the identity of an agent that accepts turns. */
  waitForAgent(): Promise<string> {
    return new Promise((resolve) => {
      const check = (): void => {
        const agent = [...this.room.remoteParticipants.values()].find(({ attributes }) =>
          PRESENT.has(attributes[AGENT_STATE_ATTRIBUTE] ?? ''),
        );
        if (!agent) return;
        this.room.off(RoomEvent.ParticipantAttributesChanged, check);
        this.room.off(RoomEvent.ParticipantConnected, check);
        resolve(agent.identity);
      };
      this.room.on(RoomEvent.ParticipantAttributesChanged, check);
      this.room.on(RoomEvent.ParticipantConnected, check);
      check();
    });
  }

  /** The identity of the agent in the room. @throws when there is none */
  agentIdentity(): string {
    const [agent] = this.room.remoteParticipants.keys();
    if (!agent) throw new Error('the room has no agent');
    return agent;
  }

  /** Sends a typed turn and resolves with its id; `turnEnd` follows it. */
  async type(text: string, id: string = randomUUID()): Promise<string> {
    const message = new TextEncoder().encode(JSON.stringify({ id, type: 'text', text }));
    await this.room.localParticipant?.publishData(message, {
      reliable: true,
      topic: MESSAGE_TOPIC,
    });
    return id;
  }

  /** Resolves when a turn has ended. */
  async turnEnd(turnId: string): Promise<TurnEnd> {
    const end = await this.#until(() =>
      this.messages.find(
        (message) =>
          message.type === 'turn' && message.turnId === turnId && isEnd(message.progress),
      ),
    );
    if (end.type !== 'turn') throw new TypeError('the message is not the end of a turn');
    return { progress: end.progress, text: this.replyTo(turnId) };
  }

  /** Sends a typed turn and resolves with its whole reply. @throws when the turn is not answered */
  async ask(question: string): Promise<string> {
    const { progress, text } = await this.turnEnd(await this.type(question));
    if (progress.state === 'failed') throw new Error(`the turn failed: ${progress.code}`);
    if (progress.state !== 'answered') throw new Error(`the turn was ${progress.state}`);
    return text;
  }

  /** The reply to a turn, as far as it has arrived. */
  replyTo(turnId: string): string {
    const reply = this.messages.findLast(
      (message) => message.type === 'text' && message.replyTo === turnId,
    );
    return reply?.type === 'text' ? reply.text : '';
  }

  /** Resolves with the first message that matches, past or future. */
  message(matches: (message: AgentMessage) => boolean): Promise<AgentMessage> {
    return this.#until(() => this.messages.find(matches));
  }

  /** Calls one of the agent's RPC methods. */
  async call(method: string, payload: object): Promise<void> {
    await this.room.localParticipant?.performRpc({
      destinationIdentity: this.agentIdentity(),
      method,
      payload: JSON.stringify(payload),
    });
  }

  /** Does nothing when the room was never joined. */
  leave(): Promise<void> {
    return this.room.disconnect();
  }

  #until<T>(find: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const check = (): void => {
        const found = find();
        if (found === undefined) return;
        this.#waiting.delete(check);
        resolve(found);
      };
      this.#waiting.add(check);
      check();
    });
  }
}

function rethrow(error: unknown): never {
  throw error;
}

function isEnd({ state }: TurnProgress): boolean {
  return state === 'answered' || state === 'superseded' || state === 'failed';
}
