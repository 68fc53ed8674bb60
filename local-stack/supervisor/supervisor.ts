import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { ReadyMessage } from './ready-message.ts';
import {
  type ExitStatus,
  type LogLine,
  ServiceProcess,
  type ServiceSpec,
} from './service-process.ts';
import { Reaper } from './reaper.ts';

/** A service exited although it was not stopped. */
export class ServiceExitedError extends Error {
  override name = 'ServiceExitedError' as const;
  readonly service: string;
  readonly lastLines: readonly string[];

  constructor(service: string, { code, signal }: ExitStatus, lastLines: readonly string[]) {
    super(`${service} exited unexpectedly (${signal ?? `exit code ${code ?? 'none'}`})`);
    this.service = service;
    this.lastLines = lastLines;
  }
}

export class SupervisorStoppedError extends Error {
  override name = 'SupervisorStoppedError' as const;
}

export interface SupervisorOptions {
  onLine?: (line: LogLine) => void;
  /** From SIGTERM to SIGKILL. */
  graceMs?: number;
}

/** Between two requests to a service's URL. */
const PROBE_INTERVAL_MS = 50;

/** Starts services, detects when one exits, and stops them all. No service outlives this process, even if it is killed. */
export class Supervisor {
  readonly #services: ServiceProcess[] = [];
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

  /** Rejects with a `ServiceExitedError` as soon as a service exits by itself; pending until then. */
  get failure(): Promise<never> {
    return this.#failure.promise;
  }

  /** Starts a service and resolves when it is ready, with its ready message if it sends one. */
  async start(spec: ServiceSpec): Promise<ReadyMessage | undefined> {
    this.throwIfStopped();
    const service = new ServiceProcess(spec, this.#onLine);
    this.#services.push(service);
    this.#addToReaper(service);
    return Promise.race([this.#untilReady(service, spec), this.#untilStopped()]);
  }

  /** @throws {SupervisorStoppedError} once `stop` was called */
  throwIfStopped(): void {
    if (this.#stop.signal.aborted) throw new SupervisorStoppedError('The stack is stopping.');
  }

  /** Removes a file or folder when the stack ends, even if this process is killed. */
  removeAtEnd(path: string): void {
    this.#reaper.order({ removePath: path });
  }

  /** Stops every service, the newest first, and removes files. Never rejects. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#services.toReversed().map((service) => service.stop(this.#graceMs)));
    await this.#reaper.close();
  }

  #addToReaper({ group, exited }: ServiceProcess): void {
    if (group === undefined) return;
    this.#reaper.order({ watchGroup: group });
    void exited.then(() => this.#reaper.order({ forgetGroup: group }));
  }

  async #untilReady(
    service: ServiceProcess,
    { ready }: ServiceSpec,
  ): Promise<ReadyMessage | undefined> {
    const exited = service.exited.then((status) => {
      if (ready === 'exit' && status.code === 0) return undefined;
      const error = new ServiceExitedError(service.name, status, service.lastLines);
      if (!this.#stop.signal.aborted) this.#failure.reject(error);
      throw error;
    });
    if (ready === 'exit') return exited;
    return Promise.race([this.#readiness(service, ready), exited]);
  }

  async #readiness(
    service: ServiceProcess,
    ready: 'message' | URL | RegExp,
  ): Promise<ReadyMessage | undefined> {
    if (ready === 'message') return service.readyMessage;
    if (ready instanceof URL) await this.#untilAnswering(ready);
    else await service.lineMatches(ready);
    return undefined;
  }

  async #untilAnswering(url: URL): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const response = await fetch(url, { signal: this.#stop.signal }).catch(() => undefined);
      await response?.body?.cancel();
      if (response?.ok) return;
      await delay(PROBE_INTERVAL_MS, undefined, { signal: this.#stop.signal }).catch(() => {});
    }
  }

  async #untilStopped(): Promise<never> {
    await once(this.#stop.signal, 'abort');
    throw new SupervisorStoppedError('The stack is stopping.');
  }
}
