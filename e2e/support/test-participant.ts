import { randomUUID } from 'node:crypto';
import { AgentMessage, MESSAGE_TOPIC, type TurnProgress } from '@bakebot/protocol';
import { Room, RoomEvent } from '@livekit/rtc-node';
import { requestToken, untilAgentListens } from './room.ts';
import type { Profile } from './sign-in.ts';
import { type StackAddresses } from '@bakebot/local-stack';

/** How a turn ended, and what was said to it. */
export type Ending = { readonly progress: TurnProgress; readonly text: string };

type Addresses = Pick<StackAddresses, 'token_endpoint' | 'session_endpoint'>;

export type JoinOptions = {
  /** With handlers of the test's own registered. */
  readonly room?: Room;
  /** Whether to hear the agent. */
  readonly autoSubscribe?: boolean;
};

/** Somebody in a room with the agent, without a browser. */
export class TestParticipant {
  readonly room: Room;
  /** Everything that the agent sent, in order. */
  readonly messages: AgentMessage[] = [];
  /** Resolves when the connection has ended, whoever ended it. */
  readonly gone: Promise<void>;
  readonly #waiting = new Set<() => void>();

  /** @param room joined, or about to be */
  constructor(room: Room) {
    this.room = room;
    this.gone = new Promise((resolve) => room.once(RoomEvent.Disconnected, () => resolve()));
    room.on(RoomEvent.DataReceived, (payload, _sender, _kind, topic) => {
      if (topic !== MESSAGE_TOPIC) return;
      this.messages.push(AgentMessage.parse(JSON.parse(new TextDecoder().decode(payload))));
      for (const check of this.#waiting) check();
    });
  }

  /** Joins as somebody new, and resolves when the agent listens. */
  static async join(
    stack: Addresses,
    profile: Profile = {},
    { room = new Room(), autoSubscribe = true }: JoinOptions = {},
  ): Promise<TestParticipant> {
    const participant = new TestParticipant(room);
    const { server_url: url, participant_token: token } = await requestToken(
      stack,
      undefined,
      profile,
    );
    await room.connect(url, token, { autoSubscribe, dynacast: false });
    await untilAgentListens(room);
    return participant;
  }

  /** Sends a typed turn; `ending` tells how it ended. Returns its id. */
  async type(text: string, id: string = randomUUID()): Promise<string> {
    const message = new TextEncoder().encode(JSON.stringify({ id, type: 'text', text }));
    await this.room.localParticipant?.publishData(message, {
      reliable: true,
      topic: MESSAGE_TOPIC,
    });
    return id;
  }

  /** Waits until a turn has ended. */
  async ending(turnId: string): Promise<Ending> {
    const end = await this.#until(() =>
      this.messages.find(
        (message) =>
          message.type === 'turn' && message.turnId === turnId && isEnd(message.progress),
      ),
    );
    if (end.type !== 'turn') throw new TypeError('not the end of a turn');
    return { progress: end.progress, text: this.replyTo(turnId) };
  }

  /** Waits for a message of the agent. */
  async hears(matches: (message: AgentMessage) => boolean): Promise<AgentMessage> {
    return this.#until(() => this.messages.find(matches));
  }

  /** What was said to a turn so far. */
  replyTo(turnId: string): string {
    const reply = this.messages.findLast(
      (message) => message.type === 'text' && message.replyTo === turnId,
    );
    return reply?.type === 'text' ? reply.text : '';
  }

  /** Types a turn and resolves with its whole answer. @throws when the turn is not answered. */
  async answerTo(text: string): Promise<string> {
    const { progress, text: said } = await this.ending(await this.type(text));
    if (progress.state !== 'answered') throw new Error(`not answered: ${JSON.stringify(progress)}`);
    return said;
  }

  /** Calls one of the agent's RPC methods. */
  async call(method: string, payload: object): Promise<void> {
    await this.room.localParticipant?.performRpc({
      destinationIdentity: this.agent(),
      method,
      payload: JSON.stringify(payload),
    });
  }

  /** The agent's identity. */
  agent(): string {
    const [agent] = this.room.remoteParticipants.keys();
    if (!agent) throw new Error('there is no agent');
    return agent;
  }

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

function isEnd({ state }: TurnProgress): boolean {
  return state === 'answered' || state === 'superseded' || state === 'failed';
}
