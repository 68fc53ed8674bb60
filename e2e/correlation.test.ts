import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { type LogLine, withLocalStack } from '@bakebot/local-stack';
import { TestParticipant } from '@bakebot/local-stack/participant';

/** JSON objects in the log lines of a service; the agent's have a prefix. */
function jsonLines(lines: readonly LogLine[], service: string): Record<string, unknown>[] {
  return lines
    .filter((line) => line.service === service)
    .map(({ text }) => /\{.*\}/.exec(text)?.[0])
    .flatMap((json) => {
      try {
        return json ? [JSON.parse(json)] : [];
      } catch {
        return [];
      }
    });
}

describe('correlation', () => {
  it('logs the request id of POST /token up to the agent’s last line', async () => {
    const lines: LogLine[] = [];
    const id = `app-${randomUUID()}`;
    await withLocalStack({ onLine: (line) => lines.push(line) }, async (_, addresses) => {
      const participant = await TestParticipant.join(addresses, { requestId: id });
      await participant.ask('How many grams are in one cup of flour?');
      await participant.leave();
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
