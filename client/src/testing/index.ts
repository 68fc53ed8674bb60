/** For tests of an app's screens: the service without a server, and an agent controlled by the test. */
export { createTestService, type TestService } from './create-test-service.ts';
export type { FakeAgent, FakeTurn } from './fake-agent.ts';
export type { FakePlatform } from './fake-platform.ts';
export { settle } from './settle.ts';
export type { SpokenAnswer } from './spoken-answer.ts';
