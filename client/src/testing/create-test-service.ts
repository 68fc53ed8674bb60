import { LiveKitService } from '../livekit-service.ts';
import type { LiveKitServiceOptions } from '../service-parts.ts';
import { FakeAgent } from './fake-agent.ts';
import { FakePlatform } from './fake-platform.ts';

export type TestService = {
  /** The service, for `AgentProvider` or to call. */
  readonly service: LiveKitService;
  /** BakeBot, in the test's hands. */
  readonly agent: FakeAgent;
  /** The device and the network, in the test's hands. */
  readonly device: FakePlatform;
};

/**
 * A service without a server, for the tests of an app's screens. It needs no fake clock and no test runner of its own.
 *
 * @example
 * const { service, agent } = createTestService();
 * render(<AgentProvider service={service}><Chat /></AgentProvider>);
 * await service.connect();
 * agent.is('listening');
 */
export function createTestService({
  actions,
  observe,
}: Pick<LiveKitServiceOptions, 'actions' | 'observe'> = {}): TestService {
  const device = new FakePlatform();
  const service = new LiveKitService({
    platform: device,
    token: async () => ({ url: 'ws://test', token: 'test' }),
    ...(actions && { actions }),
    ...(observe && { observe }),
  });
  return { service, agent: new FakeAgent(device), device };
}
