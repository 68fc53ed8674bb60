import { randomUUID } from 'node:crypto';
import { AgentMessage, MESSAGE_TOPIC, TokenResponse } from '@bakebot/protocol';
import { type Room, RoomEvent } from '@livekit/rtc-node';
import { signIn } from './sign-in.ts';
import type { ReadyLine } from './stack.ts';

/** Joins as somebody new, and resolves when the agent listens. */
export async function join(
  room: Room,
  stack: Pick<ReadyLine, 'token_endpoint' | 'session_endpoint'>,
): Promise<void> {
  const session = await signIn(stack.session_endpoint);
  const response = await fetch(stack.token_endpoint, {
    method: 'POST',
    headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const { server_url: url, participant_token: token } = TokenResponse.parse(await response.json());
  const listening = new Promise<void>((resolve) => {
    room.on(RoomEvent.ParticipantAttributesChanged, (changed) => {
      if (changed['lk.agent.state'] === 'listening') resolve();
    });
  });
  await room.connect(url, token, { autoSubscribe: true, dynacast: false });
  await listening;
}

/** Types a turn and resolves with its whole answer. @throws when the turn fails or is superseded. */
export async function answerTo(room: Room, text: string): Promise<string> {
  const id = randomUUID();
  const answered = new Promise<string>((resolve, reject) => {
    let said = '';
    const onData = (payload: Uint8Array): void => {
      const message = AgentMessage.safeParse(JSON.parse(new TextDecoder().decode(payload))).data;
      if (message?.type === 'text' && message.replyTo === id) said = message.text;
      if (message?.type !== 'turn' || message.turnId !== id) return;
      const { progress } = message;
      if (progress.state === 'answered') resolve(said);
      else if (progress.state === 'failed') reject(new Error(`turn failed: ${progress.code}`));
      else if (progress.state === 'superseded') reject(new Error('turn superseded'));
      else return;
      room.off(RoomEvent.DataReceived, onData);
    };
    room.on(RoomEvent.DataReceived, onData);
  });
  const message = new TextEncoder().encode(JSON.stringify({ id, type: 'text', text }));
  await room.localParticipant?.publishData(message, { reliable: true, topic: MESSAGE_TOPIC });
  return answered;
}
