import { LOOPBACK } from '../supervisor/ports.ts';
import type { ServiceSpec } from '../supervisor/service-process.ts';

/** A Redis without persistence, through which LiveKit servers share their rooms. */
export function redisService(port: number, env: NodeJS.ProcessEnv): ServiceSpec {
  return {
    name: 'redis',
    command: 'redis-server',
    args: ['--port', `${port}`, '--bind', LOOPBACK, '--save', '', '--appendonly', 'no'],
    env,
    ready: /Ready to accept connections/,
  };
}
