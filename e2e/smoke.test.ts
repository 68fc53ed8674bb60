import { once } from 'node:events';
import { createServer } from 'node:http';
import { execa } from 'execa';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { EmulatorControl } from '@bakebot/gemini-emulator';
import { signIn } from '@bakebot/local-stack/participant';
import { ROOT } from '@bakebot/local-stack';

function smoke(args: string[], environment: Record<string, string> = {}) {
  return execa('npm', ['run', '--silent', 'smoke', '--', ...args], {
    cwd: ROOT,
    env: environment,
    reject: false,
  });
}

const {
  token_endpoint: url,
  session_endpoint: session,
  emulator_control: control,
} = inject('stack');

describe('npm run smoke', () => {
  const closers: (() => void)[] = [];
  afterAll(() => closers.forEach((close) => close()));

  it('exits with 0 when a turn is answered, and prints neither session nor room token', async () => {
    const jwt = await signIn(session);
    const { exitCode, stdout, stderr } = await smoke(['--url', url, '--json'], {
      SESSION_JWT: jwt,
    });
    expect(exitCode).toBe(0);
    const { ok, steps } = JSON.parse(stdout);
    expect(ok).toBe(true);
    expect(Object.keys(steps)).toEqual(['session', 'token', 'join', 'agent', 'turn', 'leave']);
    expect(`${stdout}${stderr}`).not.toMatch(/eyJ/);
  });

  it('prints the failed step, its remedy and the rollback commands', async () => {
    const { exitCode, stdout } = await smoke(['--url', url, '--env', 'staging'], {
      SESSION_JWT: 'no',
    });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^✓ session +\d+\.\d\d s/m);
    expect(stdout).toMatch(/✗ token +the token service returned 401 session_invalid/);
    expect(stdout).toContain('docs/token-service.md');
    expect(stdout).toContain('npx wrangler rollback --env staging');
    expect(stdout).toContain('lk agent rollback --version latest --config livekit.staging.toml');
  });

  it('fails the smoke test when the turn is not answered', async () => {
    const emulator = new EmulatorControl(control ?? '');
    // Concurrent tests ask the same question: only this user has this name.
    const name = 'Unanswered';
    await emulator.addFault({
      match: { text: 'cup of flour', instructions: name },
      fault: { type: 'status', status: 500 },
      times: 20,
    });
    const jwt = await signIn(session, undefined, { name });
    const { exitCode, stdout } = await smoke(['--url', url], { SESSION_JWT: jwt });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/✗ turn +the turn failed: [a-z]+_[a-z]+/);
  });

  it('fails the smoke test when the LiveKit server is unreachable', async () => {
    const server = createServer((_, response) => {
      response.writeHead(201, { 'content-type': 'application/json' });
      const token = { server_url: 'ws://127.0.0.1:9', participant_token: 'x' };
      response.end(JSON.stringify(token));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    closers.push(() => server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { exitCode, stdout } = await smoke(['--url', `http://127.0.0.1:${port}`], {
      SESSION_JWT: 'x',
    });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/✗ join /);
  });

  it('explains how to set a session when there is none', async () => {
    const { exitCode, stderr } = await smoke(['--url', url], {
      SESSION_SECRET: '',
      SESSION_JWT: '',
    });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/SESSION_JWT/);
  });
});
