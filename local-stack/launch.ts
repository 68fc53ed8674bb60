import * as z from 'zod';
import { agentMetricsUrl, agentService, type AgentSettings } from './services/agent.ts';
import { emulatorService, emulatorUrl } from './services/gemini-emulator.ts';
import { buildLiveKitServer } from './services/livekit-server/build.ts';
import { findLiveKitServer, LIVEKIT_SERVER_MISSING } from './services/livekit-server/find.ts';
import { liveKitServerService } from './services/livekit-server/service.ts';
import { playgroundService, playgroundUrl } from './services/playground/service.ts';
import { signInService, signInUrl } from './services/sign-in/service.ts';
import { tokenService, tokenServiceUrl } from './services/token-service/service.ts';
import type { StackPlan } from './plan.ts';
import type { Progress } from './supervisor/progress.ts';
import type { Supervisor } from './supervisor/supervisor.ts';

/** Where each service listens, as `npm start -- --json` prints it. */
export const StackAddresses = z.object({
  /** Absent with `--no-playground`. */
  playground: z.optional(z.string()),
  token_endpoint: z.string(),
  session_endpoint: z.string(),
  livekit_url: z.string(),
  agent_name: z.string(),
  agent_metrics: z.string(),
  model: z.enum(['gemini', 'gemini-emulator']),
  /** The emulator's control API; absent with the real Gemini. */
  emulator_control: z.optional(z.string()),
});
export type StackAddresses = z.infer<typeof StackAddresses>;

export interface LaunchOptions {
  playground: boolean;
  agent: boolean;
  agentEntry: string | undefined;
  cannedSpeech: string | undefined;
  progress: Progress;
  /** The environment that every service inherits. */
  env: NodeJS.ProcessEnv;
}

/** This machine lacks a program; the message lists ways to install it. */
export class PrerequisiteError extends Error {
  override name = 'PrerequisiteError' as const;
  readonly code = 'prerequisite_missing';
}

/** Starts all services, as concurrently as their dependencies allow, and resolves when all are ready. */
export async function launch(
  supervisor: Supervisor,
  plan: StackPlan,
  { playground, agent, agentEntry, cannedSpeech, progress, env }: LaunchOptions,
): Promise<StackAddresses> {
  const addresses = addressesOf(plan, playground);
  const { session } = plan;
  const starts = [
    startLiveKitServer(supervisor, plan, progress, env).then(async () => {
      if (!agent) return undefined;
      const worker = supervisor.start(
        agentService(plan.agentPorts, agentSettings(plan), env, agentEntry),
      );
      return progress.step('agent', worker);
    }),
    progress.step(
      'token-service',
      supervisor.start(tokenService(plan.tokenServicePort, tokenServiceBindings(plan), env)),
      addresses.token_endpoint,
    ),
    progress.step(
      'sign-in',
      supervisor.start(signInService(plan.signInPort, session, env)),
      addresses.session_endpoint,
    ),
  ];
  if (plan.emulatorPorts) {
    const emulator = supervisor.start(emulatorService(plan.emulatorPorts, env, cannedSpeech));
    starts.push(progress.step('gemini-emulator', emulator, emulatorUrl(plan.emulatorPorts)));
  }
  if (playground) {
    const page = supervisor.start(
      playgroundService(plan.playgroundPort, pageSettings(addresses), env),
    );
    starts.push(progress.step('playground', page, playgroundUrl(plan.playgroundPort)));
  }
  await Promise.all(starts);
  return addresses;
}

async function startLiveKitServer(
  supervisor: Supervisor,
  { livekit, livekitPorts }: StackPlan,
  progress: Progress,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if (!livekitPorts) return;
  const command = await obtainLiveKitServer(supervisor, progress);
  const server = supervisor.start(liveKitServerService(command, livekitPorts, livekit, env));
  await progress.step('livekit-server', server, livekit.url);
}

async function obtainLiveKitServer(supervisor: Supervisor, progress: Progress): Promise<string> {
  const source = await findLiveKitServer();
  if (source.kind === 'missing') throw new PrerequisiteError(LIVEKIT_SERVER_MISSING);
  if (source.kind === 'buildable') {
    progress.note('Building livekit-server with Go, once for all checkouts (about 90 s).');
    await progress.step('go build', buildLiveKitServer(supervisor, source), source.command);
  }
  return source.command;
}

function addressesOf(plan: StackPlan, playground: boolean): StackAddresses {
  return {
    ...(playground && { playground: playgroundUrl(plan.playgroundPort) }),
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

export function agentSettings(plan: StackPlan): AgentSettings {
  return {
    livekitUrl: plan.livekit.url,
    apiKey: plan.livekit.apiKey,
    apiSecret: plan.livekit.apiSecret,
    agentName: plan.agentName,
    googleApiKey: plan.googleApiKey,
    ...(plan.emulatorPorts && { geminiBaseUrl: emulatorUrl(plan.emulatorPorts) }),
  };
}

/** The token service's bindings of this run. */
export function tokenServiceBindings({ livekit, agentName, session }: StackPlan) {
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
