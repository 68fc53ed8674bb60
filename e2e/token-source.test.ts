import { TokenSource } from 'livekit-client';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { signIn } from '@bakebot/local-stack/participant';

let authorization: string;

beforeAll(async () => {
  authorization = `Bearer ${await signIn(inject('stack').session_endpoint)}`;
});

function createSource() {
  return TokenSource.endpoint(inject('stack').token_endpoint, { headers: { authorization } });
}

describe('TokenSource.endpoint of livekit-client', () => {
  it('gets a token from the token service', async () => {
    const answer = await createSource().fetch({});
    expect(answer.serverUrl).toBe(inject('stack').livekit_url);
    expect(answer.participantToken.split('.')).toHaveLength(3);
  });

  it('gets a token when TokenSource names the configured agent', async () => {
    const { agent_name: agentName } = inject('stack');
    const answer = await createSource().fetch({ agentName });
    expect(answer.participantToken).not.toBe('');
  });

  it('rejects every field that only the session may set', async () => {
    const request = createSource().fetch({
      roomName: 'kitchen',
      participantIdentity: 'eve',
      agentName: 'another',
    });
    await expect(request).rejects.toThrow(
      /403.*\/room_name.*\/participant_identity.*\/room_config\/agents\/0\/agent_name/,
    );
  });
});
