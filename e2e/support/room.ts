import { AGENT_STATE_ATTRIBUTE, TokenResponse } from '@bakebot/protocol';
import { type Room, RoomEvent } from '@livekit/rtc-node';
import { type Profile, signIn } from './sign-in.ts';
import { type StackAddresses } from '@bakebot/local-stack';

type Doors = Pick<StackAddresses, 'token_endpoint' | 'session_endpoint'>;

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
