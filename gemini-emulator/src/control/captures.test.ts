import { describe, expect, it } from 'vitest';
import { Captures } from './captures.ts';

const MEBIBYTE = 1024 * 1024;

describe('captures', () => {
  it('forget the oldest before they fill the memory', () => {
    const captures = new Captures();
    for (let i = 0; i < 10; i++) captures.request(`gemini-${i}`, {}, 10 * MEBIBYTE);
    expect(captures.list().map(({ model }) => model)).toEqual(
      [4, 5, 6, 7, 8, 9].map((i) => `gemini-${i}`),
    );
  });

  it('forget the oldest when there are very many', () => {
    const captures = new Captures();
    for (let i = 0; i < 250; i++) captures.request(`gemini-${i}`, {}, 1);
    expect(captures.list()).toHaveLength(200);
    expect(captures.list()[0]?.model).toBe('gemini-50');
  });

  it('keep the last five minutes of what is heard', () => {
    const captures = new Captures();
    const live = captures.live('gemini-live', {});
    const second = new Int16Array(16_000);
    for (let i = 0; i < 310; i++) live.hear({ samples: second, sampleRate: 16_000 });
    expect(captures.audioOf(live.id)?.samples).toHaveLength(300 * 16_000);
  });

  it('leave sound and pictures out of the messages', () => {
    const live = new Captures().live('gemini-live', {});
    live.note('client', { inlineData: { mimeType: 'image/png', data: 'QUJD'.repeat(100) } });
    expect(live.toJSON()).toMatchObject({
      messages: [{ from: 'client', message: { inlineData: { data: '<300 bytes>' } } }],
    });
  });

  it('tell who closed a connection first', () => {
    const live = new Captures().live('gemini-live', {});
    live.close(1011, 'server');
    live.close(1006, 'client');
    expect(live.toJSON()).toMatchObject({ closed: { code: 1011, by: 'server' } });
  });
});
