import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { type LogLine, withLocalStack } from '@bakebot/local-stack';
import { Conversation } from '../ops/smoke/conversation.ts';
import { requestRoomToken } from '../ops/smoke/room-token.ts';
import { signIn } from './support/sign-in.ts';

/** The JSON objects that a part wrote, whatever stands around them. */
function jsonLines(lines: readonly LogLine[], part: string): Record<string, unknown>[] {
  return lines
    .filter((line) => line.part === part)
    .map(({ text }) => /\{.*\}/.exec(text)?.[0])
    .flatMap((json) => {
      try {
        return json ? [JSON.parse(json)] : [];
      } catch {
        return [];
      }
    });
}

describe('one id', () => {
  it('leads from the app’s call of /token to the agent’s last log line', async () => {
    const lines: LogLine[] = [];
    const id = `app-${randomUUID()}`;
    await withLocalStack({ onLine: (line) => lines.push(line) }, async (_, addresses) => {
      const session = await signIn(addresses.session_endpoint);
      const token = await requestRoomToken({
        url: addresses.token_endpoint,
        session,
        requestId: id,
      });
      const conversation = new Conversation();
      await conversation.join(token.server_url, token.participant_token);
      await conversation.waitForAgent();
      await conversation.ask('How many grams are in one cup of flour?');
      await conversation.leave();
      await vi.waitFor(
        () => expect(jsonLines(lines, 'agent').map(({ msg }) => msg)).toContain('job ended'),
        { timeout: 60_000, interval: 50 },
      );
    });
    const request = jsonLines(lines, 'token-service').find(({ requestId }) => requestId === id);
    expect(request).toMatchObject({ message: 'request', status: 201, outcome: 'ok' });
    const agent = jsonLines(lines, 'agent').filter(({ correlationId }) => correlationId === id);
    expect(agent.map(({ msg }) => msg)).toEqual(
      expect.arrayContaining(['job started', 'job ended']),
    );
    expect(agent.at(-1)?.['msg']).toBe('job ended');
  });
});
