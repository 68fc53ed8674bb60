import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { ReadyMessage } from './ready-message.ts';
import { ServiceProcess, type Ending, type LogLine, type ServiceSpec } from './service-process.ts';
import { Reaper } from './reaper.ts';

/** A part ended although nobody asked it to. */
export class ServiceExitedError extends Error {
  override name = 'ServiceExitedError' as const;
  readonly part: string;
  readonly lastLines: readonly string[];

  constructor(part: string, { code, signal }: Ending, lastLines: readonly string[]) {
    super(`${part} ended unexpectedly (${signal ?? `exit code ${code ?? 'none'}`})`);
    this.part = part;
    this.lastLines = lastLines;
  }
}

/** The stack is being stopped, so nothing new may start. */
export class SupervisorStoppedError extends Error {
  override name = 'SupervisorStoppedError' as const;
}

export interface SupervisorOptions {
  onLine?: (line: LogLine) => void;
  /** How long a part may take to end by itself before it is ended by force. */
  graceMs?: number;
}

/** How often a part that is known by its URL is asked whether it serves yet. */
const PROBE_INTERVAL_MS = 50;

/**
 * Starts parts, notices when one dies, and ends them all. Whatever happens to this process, no part outlives it.
 */
export class Supervisor {
  readonly #parts: ServiceProcess[] = [];
  readonly #reaper = new Reaper();
  readonly #stop = new AbortController();
  readonly #failure = Promise.withResolvers<never>();
  readonly #onLine: (line: LogLine) => void;
  readonly #graceMs: number;

  constructor({ onLine = () => {}, graceMs = 3_000 }: SupervisorOptions = {}) {
    this.#onLine = onLine;
    this.#graceMs = graceMs;
    this.#failure.promise.catch(() => {});
  }

  /** Rejects with a `ServiceExitedError` as soon as any part ends unasked; pending as long as all is well. */
  get failure(): Promise<never> {
    return this.#failure.promise;
  }

  /** Starts a part and resolves when it is ready; with its readyMessage, if it makes one. */
  async start(spec: ServiceSpec): Promise<ReadyMessage | undefined> {
    this.throwIfStopped();
    const part = new ServiceProcess(spec, this.#onLine);
    this.#parts.push(part);
    this.#reapWithUs(part);
    return Promise.race([this.#untilReady(part, spec), this.#untilStopped()]);
  }

  /** @throws {SupervisorStoppedError} when the stack is being stopped. */
  throwIfStopped(): void {
    if (this.#stop.signal.aborted) throw new SupervisorStoppedError('The stack is stopping.');
  }

  /** Has a file or folder removed when the stack ends, in whatever way. */
  removeAtEnd(path: string): void {
    this.#reaper.order({ removePath: path });
  }

  /** Ends every part, in the reverse order of their start, and what is to be removed. Never rejects. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#parts.toReversed().map((part) => part.stop(this.#graceMs)));
    await this.#reaper.close();
  }

  #reapWithUs({ group, ended }: ServiceProcess): void {
    if (group === undefined) return;
    this.#reaper.order({ watchGroup: group });
    void ended.then(() => this.#reaper.order({ forgetGroup: group }));
  }

  async #untilReady(
    part: ServiceProcess,
    { ready }: ServiceSpec,
  ): Promise<ReadyMessage | undefined> {
    const died = part.ended.then((ending) => {
      if (ready === 'exit' && ending.code === 0) return undefined;
      const error = new ServiceExitedError(part.name, ending, part.lastLines);
      if (!this.#stop.signal.aborted) this.#failure.reject(error);
      throw error;
    });
    if (ready === 'exit') return died;
    return Promise.race([
      ready === 'announced' ? part.announced : this.#untilAnswering(ready),
      died,
    ]);
  }

  async #untilAnswering(url: URL): Promise<undefined> {
    while (!this.#stop.signal.aborted) {
      const response = await fetch(url, { signal: this.#stop.signal }).catch(() => undefined);
      await response?.body?.cancel();
      if (response?.ok) return undefined;
      await delay(PROBE_INTERVAL_MS, undefined, { signal: this.#stop.signal }).catch(() => {});
    }
    return undefined;
  }

  async #untilStopped(): Promise<never> {
    await once(this.#stop.signal, 'abort');
    throw new SupervisorStoppedError('The stack is stopping.');
  }
}
