import { beforeEach, describe, expect, it } from 'vitest';
import { Outbox } from './outbox.ts';

let sent: string[];
let outbox: Outbox;

beforeEach(() => {
  sent = [];
  const keep = async (data: string | Uint8Array): Promise<void> =>
    void sent.push(typeof data === 'string' ? data : new TextDecoder().decode(data));
  outbox = new Outbox({ publishData: keep, sendText: keep, performRpc: async () => '' }, 'user');
});

describe('Outbox', () => {
  it('sends messages in order', async () => {
    outbox.reply('a', 'x'.repeat(20_000));
    outbox.status('recovering');
    await outbox.drain();
    expect(sent.map((json) => JSON.parse(json))).toMatchObject([
      { type: 'text', replyTo: 'a' },
      { type: 'status', status: 'recovering' },
    ]);
  });

  it('limits the reports of rejected inputs, so that a flood of them does not fill the queue', async () => {
    for (let packet = 0; packet < 5000; packet++) outbox.error('message_malformed', '');
    await outbox.drain();
    expect(sent.length).toBeLessThan(50);
  });
});
