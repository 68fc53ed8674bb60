import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { LOOPBACK } from '@bakebot/local-stack';

/** A Redis that keeps nothing, for servers that work as one. */
export interface Redis {
  address: string;
  stop: () => Promise<void>;
}

/** Whether this machine has one. Debian: apt-get install redis-server. */
export async function hasRedis(): Promise<boolean> {
  const child = spawn('redis-server', ['--version'], { stdio: 'ignore' });
  return Promise.race([
    once(child, 'exit').then(([code]) => code === 0),
    once(child, 'error').then(() => false),
  ]).catch(() => false);
}

/** Starts one on this port, and resolves when it takes connections. */
export async function startRedis(port: number): Promise<Redis> {
  const args = ['--port', `${port}`, '--bind', LOOPBACK, '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  for await (const line of createInterface(child.stdout)) {
    if (line.includes('Ready to accept connections')) break;
  }
  child.stdout.resume();
  if (child.exitCode !== null) throw new Error('redis-server ended before it was ready');
  return {
    address: `${LOOPBACK}:${port}`,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
