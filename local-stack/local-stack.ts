import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StackEnvironment } from './environment.ts';
import { launch, type StackAddresses } from './launch.ts';
import { planStack, type StackPlan } from './plan.ts';
import { PortClaims } from './supervisor/ports.ts';
import { Progress } from './supervisor/progress.ts';
import type { LogLine } from './supervisor/service-process.ts';
import { Supervisor } from './supervisor/supervisor.ts';

export type LocalStackOptions = {
  /** Outside services to use instead of local ones. Without it: the emulator, and a LiveKit server of its own. */
  readonly environment?: StackEnvironment;
  /** Settings of every service, over `process.env`. */
  readonly env?: NodeJS.ProcessEnv;
  readonly playground?: boolean;
  /** False when the caller runs an agent itself. */
  readonly agent?: boolean;
  /** Main file of another agent than BakeBot's. */
  readonly agentEntry?: string;
  /** Receives each line that a service prints. */
  readonly onLine?: (line: LogLine) => void;
  /** Where the steps of the start are shown; standard error by default. */
  readonly progress?: Progress;
  /** Changes the plan, and may start services that must run before the others. */
  readonly prepare?: (stack: LocalStack, plan: StackPlan) => Promise<void>;
};

/** Every service of BakeBot on this machine, until `stop`. */
export class LocalStack {
  /** Starts and ends processes; callers may add their own. */
  readonly supervisor: Supervisor;
  readonly ports = new PortClaims();
  /** The addresses of all services, once each of them is ready. Rejects when one fails to start. */
  readonly ready: Promise<StackAddresses>;
  /** Rejects with a `ServiceExitedError` when a service ends by itself; pending as long as all is well. */
  readonly failure: Promise<never>;
  /** What all services inherit. */
  readonly env: NodeJS.ProcessEnv;
  #plan: StackPlan | undefined;

  constructor(options: LocalStackOptions) {
    const { onLine, env = {} } = options;
    this.supervisor = new Supervisor(onLine ? { onLine } : {});
    this.failure = this.supervisor.failure;
    const folder = mkdtempSync(join(tmpdir(), 'bakebot-'));
    this.supervisor.removeAtEnd(folder);
    this.env = { ...process.env, TMPDIR: folder, ...env };
    this.ready = this.#start(options);
    this.ready.catch(() => {});
  }

  /** Ports, keys and secrets of this run. @throws before they are chosen */
  get plan(): StackPlan {
    if (!this.#plan) throw new TypeError('the stack has no plan yet: wait for `ready`');
    return this.#plan;
  }

  /** Ends every service and removes their files. Never rejects. */
  async stop(): Promise<void> {
    await this.supervisor.stop();
    await this.ready.catch(() => {});
    this.ports.release();
  }

  async #start({
    environment = NO_OUTSIDE_SERVICES,
    playground = false,
    agent = true,
    agentEntry,
    progress = new Progress(process.stderr),
    prepare,
  }: LocalStackOptions): Promise<StackAddresses> {
    const plan = await planStack(environment, this.ports);
    this.#plan = plan;
    for (const file of this.ports.files) this.supervisor.removeAtEnd(file);
    await prepare?.(this, plan);
    return launch(this.supervisor, plan, {
      withPlayground: playground,
      withAgent: agent,
      agentEntry,
      progress,
      env: this.env,
    });
  }
}

const NO_OUTSIDE_SERVICES: StackEnvironment = {
  googleApiKey: undefined,
  livekit: undefined,
  agentName: undefined,
};

/** Starts everything that `npm start` starts; `ready` resolves when it serves. */
export function startLocalStack(options: LocalStackOptions = {}): LocalStack {
  return new LocalStack(options);
}

/** Runs `work` beside a whole stack, and stops the stack afterwards. Rejects when a service ends by itself. */
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
