import { initializeLogger, log } from '@livekit/agents';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withholdContent } from './log-privacy.ts';

let lines: string[];

beforeEach(() => {
  lines = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
  initializeLogger({ pretty: false, level: 'info' });
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('withholdContent', () => {
  it('logs conversation content by default', () => {
    log().info({ 'lk.pii.message': 'my secret recipe' }, 'playout completed');
    expect(lines.join()).toContain('my secret recipe');
  });

  it('redacts conversation content, also in child loggers', () => {
    withholdContent(log());
    log().info({ 'lk.pii.message': 'my secret recipe', speech_id: 's1' }, 'playout completed');
    log().child({ jobID: 'j1' }).info({ 'lk.pii.user_input': 'my secret recipe' }, 'turn');
    expect(lines.join()).not.toContain('my secret recipe');
    expect(lines.join()).toMatch(/"speech_id":"s1".*playout completed.*"jobID":"j1".*turn/s);
  });

  it('logs errors, identities and room names unredacted', () => {
    withholdContent(log());
    log().warn({ 'lk.pii.error': 'ECONNREFUSED', error: new Error('down') }, 'failed');
    expect(lines.join()).toMatch(/ECONNREFUSED.*down/s);
  });
});
