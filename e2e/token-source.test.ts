import { TokenSource } from 'livekit-client';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { signIn } from './support/sign-in.ts';

let authorization: string;

beforeAll(async () => {
  authorization = `Bearer ${await signIn(inject('stack').session_endpoint)}`;
});

function createSource() {
  return TokenSource.endpoint(inject('stack').token_endpoint, { headers: { authorization } });
}

describe('the TokenSource of LiveKit’s own SDK', () => {
  it('gets a token', async () => {
    const answer = await createSource().fetch({});
    expect(answer.serverUrl).toBe(inject('stack').livekit_url);
    expect(answer.participantToken.split('.')).toHaveLength(3);
  });

  it('may name the agent that comes anyway', async () => {
    const { agent_name: agentName } = inject('stack');
    const answer = await createSource().fetch({ agentName });
    expect(answer.participantToken).not.toBe('');
  });

  it('is told which fields the session decides', async () => {
    const asking = createSource().fetch({
      roomName: 'kitchen',
      participantIdentity: 'eve',
      agentName: 'another',
    });
    await expect(asking).rejects.toThrow(
      /403.*\/room_name.*\/participant_identity.*\/room_config\/agents\/0\/agent_name/,
    );
  });
});
