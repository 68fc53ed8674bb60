import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StackEnvironment } from './environment.ts';
import { agentSettings, launch, type StackAddresses } from './launch.ts';
import { claimAgentPorts, planStack, type StackPlan } from './plan.ts';
import { agentService } from './services/agent.ts';
import { PortClaims } from './supervisor/ports.ts';
import { Progress } from './supervisor/progress.ts';
import type { LogLine } from './supervisor/service-process.ts';
import { Supervisor } from './supervisor/supervisor.ts';

export type LocalStackOptions = {
  /** External services; by default the Gemini emulator and a LiveKit server of this stack. */
  readonly environment?: StackEnvironment;
  /** Environment variables of every service, over `process.env`. */
  readonly env?: NodeJS.ProcessEnv;
  readonly playground?: boolean;
  /** False when the caller runs the agent. */
  readonly agent?: boolean;
  /** Main file of another agent than BakeBot's. */
  readonly agentEntry?: string;
  /** The emulator recognizes all speech as these words, and replies without delay. For benchmarks. */
  readonly cannedSpeech?: string;
  /** Receives each log line of a service. */
  readonly onLine?: (line: LogLine) => void;
  /** Prints the steps of the start; to standard error by default. */
  readonly progress?: Progress;
  /** Runs before the services start: may change the plan and start other services. */
  readonly prepare?: (stack: LocalStack, plan: StackPlan) => Promise<void>;
};

/** All services of BakeBot on this machine, until `stop`. */
export class LocalStack {
  /** Callers may start services of their own with it. */
  readonly supervisor: Supervisor;
  readonly ports = new PortClaims();
  /** Resolves when all services are ready; rejects when one fails to start. */
  readonly ready: Promise<StackAddresses>;
  /** Rejects with a `ServiceExitedError` when a service exits by itself; pending until then. */
  readonly failure: Promise<never>;
  /** The environment that all services inherit. */
  readonly env: NodeJS.ProcessEnv;
  #plan: StackPlan | undefined;

  constructor(options: LocalStackOptions) {
    const { onLine, env = {} } = options;
    this.supervisor = new Supervisor(onLine ? { onLine } : {});
    this.failure = this.supervisor.failure;
    const folder = mkdtempSync(join(tmpdir(), 'bakebot-'));
    this.supervisor.removeAtEnd(folder);
    this.env = { ...process.env, ...env, TMPDIR: folder };
    this.ready = this.#start(options);
    this.ready.catch(() => {});
  }

  /** Ports and keys of this stack. @throws before `ready` */
  get plan(): StackPlan {
    if (!this.#plan) throw new TypeError('the stack has no plan before it is ready');
    return this.#plan;
  }

  /** Starts another agent worker with the same LiveKit server and the same models. */
  async startAgent({ entry, agentName }: { entry: string; agentName: string }): Promise<void> {
    const ports = await claimAgentPorts(this.ports);
    const settings = { ...agentSettings(this.plan), agentName };
    const service = agentService(ports, settings, this.env, entry);
    await this.supervisor.start({ ...service, name: agentName });
  }

  /** Stops every service and removes all files. Never rejects. */
  async stop(): Promise<void> {
    await this.supervisor.stop();
    await this.ready.catch(() => {});
    this.ports.release();
  }

  async #start({
    environment = NO_EXTERNAL_SERVICES,
    prepare,
    progress = new Progress(process.stderr),
    playground = false,
    agent = true,
    agentEntry,
    cannedSpeech,
  }: LocalStackOptions): Promise<StackAddresses> {
    const plan = await planStack(environment, this.ports);
    this.#plan = plan;
    for (const file of this.ports.files) this.supervisor.removeAtEnd(file);
    await prepare?.(this, plan);
    return launch(this.supervisor, plan, {
      playground,
      agent,
      agentEntry,
      cannedSpeech,
      progress,
      env: this.env,
    });
  }
}

const NO_EXTERNAL_SERVICES: StackEnvironment = {
  googleApiKey: undefined,
  livekit: undefined,
  agentName: undefined,
};

/** Starts all services; `ready` of the result resolves when they serve. */
export function startLocalStack(options: LocalStackOptions = {}): LocalStack {
  return new LocalStack(options);
}

/** Runs `work` with a started stack and stops the stack afterwards. Rejects when a service exits by itself. */
export async function withLocalStack<Result>(
  options: LocalStackOptions,
  work: (stack: LocalStack, addresses: StackAddresses) => Promise<Result>,
): Promise<Result> {
  const stack = startLocalStack(options);
  try {
    const addresses = await Promise.race([stack.ready, stack.failure]);
    return await Promise.race([work(stack, addresses), stack.failure]);
  } finally {
    await stack.stop();
  }
}
