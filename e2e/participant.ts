import { randomUUID } from 'node:crypto';
import {
  AGENT_STATE_ATTRIBUTE,
  AgentMessage,
  MESSAGE_TOPIC,
  TokenResponse,
} from '@bakebot/protocol';
import { type Room, RoomEvent } from '@livekit/rtc-node';
import { type Profile, signIn } from './sign-in.ts';
import type { ReadyLine } from './stack.ts';

type Doors = Pick<ReadyLine, 'token_endpoint' | 'session_endpoint'>;

/** Joins, as somebody new unless a subject is given, and resolves when the agent listens. */
export async function join(room: Room, stack: Doors, subject?: string): Promise<void> {
  const { server_url: url, participant_token: token } = await requestToken(stack, subject);
  await room.connect(url, token, { autoSubscribe: true, dynacast: false });
  await untilAgentListens(room);
}

export async function requestToken(
  stack: Doors,
  subject?: string,
  profile?: Profile,
): Promise<TokenResponse> {
  const session = await signIn(stack.session_endpoint, subject, profile);
  const ask = (): Promise<Response> =>
    fetch(stack.token_endpoint, {
      method: 'POST',
      headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json' },
      body: '{}',
    });
  let response = await ask();
  // A token may be asked for again. The proxy of the local stack loses a connection now and then.
  if (response.status >= 500) response = await ask();
  return TokenResponse.parse(await response.json());
}

/** Resolves when an agent in the room listens, or at once when one does. */
export function untilAgentListens(room: Room): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      const isListening = [...room.remoteParticipants.values()].some(
        ({ attributes }) => attributes[AGENT_STATE_ATTRIBUTE] === 'listening',
      );
      if (!isListening) return;
      room.off(RoomEvent.ParticipantAttributesChanged, check);
      room.off(RoomEvent.ParticipantConnected, check);
      resolve();
    };
    room.on(RoomEvent.ParticipantAttributesChanged, check);
    room.on(RoomEvent.ParticipantConnected, check);
    check();
  });
}

/** How often a turn is sent, as an app does that lets its user try again. */
const TRIES = 3;

/**
 * Types a turn and resolves with its whole answer. What fails for the moment is tried again: on a machine so busy that no
 * answer begins in time, that is what turns do.
 *
 * @throws when the turn fails for good, or is superseded
 */
export async function answerTo(room: Room, text: string): Promise<string> {
  const id = randomUUID();
  const message = new TextEncoder().encode(JSON.stringify({ id, type: 'text', text }));
  const send = (): void => {
    void room.localParticipant?.publishData(message, { reliable: true, topic: MESSAGE_TOPIC });
  };
  const answered = new Promise<string>((resolve, reject) => {
    let said = '';
    let tries = 1;
    const onData = (payload: Uint8Array): void => {
      const received = AgentMessage.safeParse(JSON.parse(new TextDecoder().decode(payload))).data;
      if (received?.type === 'text' && received.replyTo === id) said = received.text;
      if (received?.type !== 'turn' || received.turnId !== id) return;
      const { progress } = received;
      if (progress.state === 'failed' && progress.retryable && tries++ < TRIES) return send();
      if (progress.state === 'answered') resolve(said);
      else if (progress.state === 'failed') reject(new Error(`turn failed: ${progress.code}`));
      else if (progress.state === 'superseded') reject(new Error('turn superseded'));
      else return;
      room.off(RoomEvent.DataReceived, onData);
    };
    room.on(RoomEvent.DataReceived, onData);
  });
  send();
  return answered;
}
