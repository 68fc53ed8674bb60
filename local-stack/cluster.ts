/** Two LiveKit servers that share their rooms through one Redis, as a self-hosted cluster does. */
import { execa } from 'execa';
import { tokenServiceBindings } from './launch.ts';
import type { LocalStack } from './local-stack.ts';
import { liveKitServerCommand } from './services/livekit-server/find.ts';
import {
  LIVEKIT_PORTS,
  liveKitServerService,
  liveKitServerUrl,
} from './services/livekit-server/service.ts';
import { redisService } from './services/redis.ts';
import {
  TOKEN_SERVICE_PORT,
  tokenService,
  tokenServiceUrl,
} from './services/token-service/service.ts';
import { LOOPBACK } from './supervisor/ports.ts';

/** A port that a Redis of the machine does not use. */
const REDIS_PORT = 16_379;

/** The service name of the second server's log lines. */
export const SECOND_LIVEKIT_SERVER = 'livekit-server-2';

export async function hasRedis(): Promise<boolean> {
  const { failed } = await execa('redis-server', ['--version'], { reject: false });
  return !failed;
}

/** Starts a Redis and resolves with its address, for `StackPlan.livekit.redis`. */
export async function startRedis({ supervisor, ports, env }: LocalStack): Promise<string> {
  const port = await ports.next(REDIS_PORT);
  await supervisor.start(redisService(port, env));
  return `${LOOPBACK}:${port}`;
}

/** Starts a second LiveKit server, and a token service whose tokens lead to it. */
export async function startSecondServer({
  supervisor,
  plan,
  ports,
  env,
}: LocalStack): Promise<{ tokenEndpoint: string; url: string }> {
  const serverPorts = {
    signal: await ports.next(LIVEKIT_PORTS.signal + 20),
    tcp: await ports.next(LIVEKIT_PORTS.tcp + 20),
    udp: await ports.next(LIVEKIT_PORTS.udp + 20, 'udp'),
  };
  const url = liveKitServerUrl(serverPorts);
  const server = liveKitServerService(await liveKitServerCommand(), serverPorts, plan.livekit, env);
  await supervisor.start({ ...server, name: SECOND_LIVEKIT_SERVER });
  const port = await ports.next(TOKEN_SERVICE_PORT + 20);
  const service = tokenService(
    port,
    tokenServiceBindings({ ...plan, livekit: { ...plan.livekit, url } }),
    env,
  );
  await supervisor.start({ ...service, name: 'token-service-2' });
  return { tokenEndpoint: tokenServiceUrl(port), url };
}
