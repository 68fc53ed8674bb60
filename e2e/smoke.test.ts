import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { EmulatorControl } from '@bakebot/gemini-emulator';
import { signIn } from './support/sign-in.ts';
import { ROOT } from '@bakebot/local-stack';

/** Runs `npm run smoke`, as an operator does. */
async function smoke(args: string[], environment: Record<string, string> = {}) {
  const child = spawn('npm', ['run', '--silent', 'smoke', '--', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: Number(code), stdout, stderr };
}

const {
  token_endpoint: url,
  session_endpoint: session,
  emulator_control: control,
} = inject('stack');

describe('npm run smoke', () => {
  const closers: (() => void)[] = [];
  afterAll(() => closers.forEach((close) => close()));

  it('is a user whose turn is answered, and shows neither their session nor the room token', async () => {
    const jwt = await signIn(session);
    const { code, stdout, stderr } = await smoke(['--url', url, '--json'], { SESSION_JWT: jwt });
    expect(code).toBe(0);
    const { ok, steps } = JSON.parse(stdout);
    expect(ok).toBe(true);
    expect(Object.keys(steps)).toEqual(['session', 'token', 'join', 'agent', 'turn', 'leave']);
    expect(`${stdout}${stderr}`).not.toMatch(/eyJ/);
  });

  it('says which step failed, where to look and how to roll back', async () => {
    const { code, stdout } = await smoke(['--url', url, '--env', 'staging'], { SESSION_JWT: 'no' });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✓ session +\d+\.\d\d s/m);
    expect(stdout).toMatch(/✗ token +the token service returned 401 session_invalid/);
    expect(stdout).toContain('docs/token-service.md');
    expect(stdout).toContain('npx wrangler rollback --env staging');
    expect(stdout).toContain('lk agent rollback --version latest --config livekit.staging.toml');
  });

  it('fails when nobody answers the turn', async () => {
    const emulator = new EmulatorControl(control ?? '');
    // Others ask the same question at the same time: the model knows this user by name.
    const name = 'Unanswered';
    await emulator.addFault({
      match: { text: 'cup of flour', instructions: name },
      fault: { type: 'status', status: 500 },
      times: 20,
    });
    const jwt = await signIn(session, undefined, { name });
    const { code, stdout } = await smoke(['--url', url], { SESSION_JWT: jwt });
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ turn +the turn failed: [a-z]+_[a-z]+/);
  });

  it('fails when LiveKit does not let the user in', async () => {
    const server = createServer((_, response) => {
      response.writeHead(201, { 'content-type': 'application/json' });
      const token = { server_url: 'ws://127.0.0.1:9', participant_token: 'x' };
      response.end(JSON.stringify(token));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    closers.push(() => server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { code, stdout } = await smoke(['--url', `http://127.0.0.1:${port}`], {
      SESSION_JWT: 'x',
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ join /);
  });

  it('says how to give it a session', async () => {
    const { code, stderr } = await smoke(['--url', url], { SESSION_SECRET: '', SESSION_JWT: '' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/SESSION_JWT/);
  });
});
