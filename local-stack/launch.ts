import * as z from 'zod';
import { agentMetricsUrl, agentService } from './services/agent.ts';
import { emulatorService, emulatorUrl } from './services/gemini-emulator.ts';
import { buildLiveKitServer } from './services/livekit-server/build.ts';
import { findLiveKitServer, HOW_TO_GET_ONE } from './services/livekit-server/find.ts';
import { liveKitServerService } from './services/livekit-server/service.ts';
import { playgroundService, playgroundUrl } from './services/playground/service.ts';
import { signInService, signInUrl } from './services/sign-in/service.ts';
import { tokenService, tokenServiceUrl } from './services/token-service/service.ts';
import type { StackPlan } from './plan.ts';
import type { Progress } from './supervisor/progress.ts';
import type { Supervisor } from './supervisor/supervisor.ts';

/** Where each service listens: what `npm start -- --json` prints. */
export const StackAddresses = z.object({
  /** Absent with `--no-playground`. */
  playground: z.optional(z.string()),
  token_endpoint: z.string(),
  session_endpoint: z.string(),
  livekit_url: z.string(),
  agent_name: z.string(),
  agent_metrics: z.string(),
  model: z.enum(['gemini', 'gemini-emulator']),
  /** Where tests script the emulator; absent with the real Gemini. */
  emulator_control: z.optional(z.string()),
});
export type StackAddresses = z.infer<typeof StackAddresses>;

export interface LaunchOptions {
  withPlayground: boolean;
  /** False when the caller runs an agent itself. */
  withAgent: boolean;
  /** Main file of another agent than BakeBot's. */
  agentEntry?: string | undefined;
  progress: Progress;
  /** The environment that every part inherits. */
  env: NodeJS.ProcessEnv;
}

/** Something is missing on this machine; the message says how to get it. */
export class PrerequisiteError extends Error {
  override name = 'PrerequisiteError' as const;
  readonly code = 'prerequisite_missing';
}

/** Starts all parts, as many at once as their needs allow, and resolves when the whole stack is ready. */
export async function launch(
  stack: Supervisor,
  plan: StackPlan,
  { withPlayground, withAgent, agentEntry, progress, env }: LaunchOptions,
): Promise<StackAddresses> {
  const addresses = addressesOf(plan, withPlayground);
  const { session } = plan;
  const starts = [
    startMedia(stack, plan, progress, env).then(async () => {
      if (!withAgent) return undefined;
      const agent = stack.start(
        agentService(plan.agentPorts, agentSettings(plan), env, agentEntry),
      );
      return progress.step('agent', agent);
    }),
    progress.step(
      'token-service',
      stack.start(tokenService(plan.tokenServicePort, bindings(plan), env)),
      addresses.token_endpoint,
    ),
    progress.step(
      'sign-in',
      stack.start(signInService(plan.signInPort, session, env)),
      addresses.session_endpoint,
    ),
  ];
  if (plan.emulatorPorts) {
    const emulator = stack.start(emulatorService(plan.emulatorPorts, env));
    starts.push(progress.step('gemini-emulator', emulator, emulatorUrl(plan.emulatorPorts)));
  }
  if (withPlayground) {
    const page = stack.start(playgroundService(plan.playgroundPort, pageSettings(addresses), env));
    starts.push(progress.step('playground', page, playgroundUrl(plan.playgroundPort)));
  }
  await Promise.all(starts);
  return addresses;
}

async function startMedia(
  stack: Supervisor,
  { livekit, livekitPorts }: StackPlan,
  progress: Progress,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if (!livekitPorts) return;
  const command = await obtainLiveKitServer(stack, progress);
  const server = stack.start(liveKitServerService(command, livekitPorts, livekit, env));
  await progress.step('livekit-server', server, livekit.url);
}

async function obtainLiveKitServer(stack: Supervisor, progress: Progress): Promise<string> {
  const source = await findLiveKitServer();
  if (source.kind === 'missing') throw new PrerequisiteError(HOW_TO_GET_ONE);
  if (source.kind === 'buildable') {
    progress.note('Building livekit-server with Go, once, for all checkouts: takes about 90 s.');
    await progress.step('go build', buildLiveKitServer(stack, source), source.command);
  }
  return source.command;
}

function addressesOf(plan: StackPlan, withPlayground: boolean): StackAddresses {
  return {
    ...(withPlayground && { playground: playgroundUrl(plan.playgroundPort) }),
    token_endpoint: tokenServiceUrl(plan.tokenServicePort),
    session_endpoint: signInUrl(plan.signInPort),
    livekit_url: plan.livekit.url,
    agent_name: plan.agentName,
    agent_metrics: agentMetricsUrl(plan.agentPorts.metrics),
    model: plan.emulatorPorts ? 'gemini-emulator' : 'gemini',
    ...(plan.emulatorPorts && {
      emulator_control: emulatorUrl({ ...plan.emulatorPorts, api: plan.emulatorPorts.control }),
    }),
  };
}

function agentSettings(plan: StackPlan) {
  return {
    livekitUrl: plan.livekit.url,
    apiKey: plan.livekit.apiKey,
    apiSecret: plan.livekit.apiSecret,
    agentName: plan.agentName,
    googleApiKey: plan.googleApiKey,
    ...(plan.emulatorPorts && { geminiBaseUrl: emulatorUrl(plan.emulatorPorts) }),
  };
}

/** What the token service of this run is told. */
export function bindings({ livekit, agentName, session }: StackPlan) {
  return {
    LIVEKIT_URL: livekit.url,
    LIVEKIT_API_KEY: livekit.apiKey,
    LIVEKIT_API_SECRET: livekit.apiSecret,
    AGENT_NAME: agentName,
    SESSION_ALGORITHM: 'HS256',
    SESSION_SECRET: session.secret,
    SESSION_ISSUER: session.issuer,
    SESSION_AUDIENCE: session.audience,
    ALLOWED_ORIGINS: session.allowedOrigins.join(','),
  };
}

function pageSettings(addresses: StackAddresses) {
  return {
    tokenEndpoint: addresses.token_endpoint,
    sessionEndpoint: addresses.session_endpoint,
    model: addresses.model,
  };
}
