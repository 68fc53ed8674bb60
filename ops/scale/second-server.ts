import {
  type LocalStack,
  bindings,
  findLiveKitServer,
  LIVEKIT_PORTS,
  liveKitServerService,
  liveKitServerUrl,
  TOKEN_SERVICE_PORT,
  tokenService,
  tokenServiceUrl,
} from '@bakebot/local-stack';

/** What its log lines are marked with. */
export const SECOND_SERVER = 'livekit-server-2';

/** Another server that shares the first one's rooms, with a token service that sends users to it. Resolves with that. */
export async function startSecondServer({
  supervisor,
  plan,
  ports,
  env,
}: LocalStack): Promise<{ tokenEndpoint: string; url: string }> {
  const source = await findLiveKitServer();
  if (source.kind === 'missing') throw new Error('there is no livekit-server');
  const own = {
    signal: await ports.next(LIVEKIT_PORTS.signal + 20),
    tcp: await ports.next(LIVEKIT_PORTS.tcp + 20),
    udp: await ports.next(LIVEKIT_PORTS.udp + 20, 'udp'),
  };
  const url = liveKitServerUrl(own);
  const server = liveKitServerService(source.command, own, plan.livekit, env);
  await supervisor.start({ ...server, name: SECOND_SERVER });
  const port = await ports.next(TOKEN_SERVICE_PORT + 20);
  const service = bindings({ ...plan, livekit: { ...plan.livekit, url } });
  await supervisor.start({ ...tokenService(port, service, env), name: 'token-service-2' });
  return { tokenEndpoint: tokenServiceUrl(port), url };
}
