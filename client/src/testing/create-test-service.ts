import { LiveKitService } from '../livekit-service.ts';
import type { LiveKitServiceOptions } from '../service-parts.ts';
import { FakeAgent } from './fake-agent.ts';
import { FakePlatform } from './fake-platform.ts';

export type TestService = {
  /** For `AgentProvider`, or to call directly. */
  readonly service: LiveKitService;
  /** The agent, controlled by the test. */
  readonly agent: FakeAgent;
  /** The device and the network, controlled by the test. */
  readonly device: FakePlatform;
};

/**
 * A service without a server, for tests of an app's screens. Needs no fake timers and no particular test runner.
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
