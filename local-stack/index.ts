/**
 * All services of BakeBot on one machine, for `npm start`, e2e, bench and ops: `startLocalStack()`. Tests that need one
 * service alone start its `ServiceSpec` with a `Supervisor`.
 */
export { hasRedis, SECOND_LIVEKIT_SERVER, startRedis, startSecondServer } from './cluster.ts';
export {
  ENV_FILE,
  EnvironmentError,
  parseEnvironment,
  readEnvironment,
  type StackEnvironment,
} from './environment.ts';
export { PrerequisiteError, StackAddresses } from './launch.ts';
export {
  type LocalStack,
  type LocalStackOptions,
  startLocalStack,
  withLocalStack,
} from './local-stack.ts';
export { type StackPlan } from './plan.ts';
export { AGENT_HEALTH_PORT } from './services/agent.ts';
export { EMULATOR_PORT } from './services/gemini-emulator.ts';
export {
  findLiveKitServer,
  LIVEKIT_SERVER_MISSING,
  liveKitServerCommand,
  type LiveKitServerSource,
} from './services/livekit-server/find.ts';
export {
  LIVEKIT_PORTS,
  type LiveKitKeys,
  type LiveKitPorts,
  liveKitServerService,
  liveKitServerUrl,
} from './services/livekit-server/service.ts';
export { pinnedVersion } from './services/livekit-server/version.ts';
export { PLAYGROUND_PORT } from './services/playground/service.ts';
export { SIGN_IN_PORT } from './services/sign-in/service.ts';
export { createSession } from './services/sign-in/session.ts';
export {
  TOKEN_SERVICE_PORT,
  tokenService,
  tokenServiceUrl,
} from './services/token-service/service.ts';
export { isWorthShowing } from './supervisor/log-line.ts';
export { cacheFolder, ROOT, toolEnvironment } from './supervisor/paths.ts';
export { isProcessAlive } from './supervisor/pid-lock.mjs';
export { CLAIMS_FOLDER, isPortFree, LOOPBACK, PortClaims } from './supervisor/ports.ts';
export { Progress } from './supervisor/progress.ts';
export { type LogLine, type ServiceSpec } from './supervisor/service-process.ts';
export { ServiceExitedError, Supervisor } from './supervisor/supervisor.ts';
