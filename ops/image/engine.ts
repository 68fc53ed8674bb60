/** Builds the agent's image and runs it. */
export interface ImageEngine {
  name: string;
  /** Builds the Dockerfile of the checkout. */
  build(): Promise<void>;
  /** Runs the image's command with the network of this machine. */
  run(env: Readonly<Record<string, string>>): Promise<RunningImage>;
}

export interface RunningImage {
  /** Runs the image's HEALTHCHECK once. */
  isHealthy(): Promise<boolean>;
  /** What the image's command has printed. */
  log(): Promise<string>;
  /** Sends SIGTERM and resolves with the exit code. After `STOP_TIMEOUT_MS` the process is killed. */
  stop(): Promise<number | undefined>;
}

/** How long the agent may take to hand its users over, as in docs/runbooks/deploy.md. */
export const STOP_TIMEOUT_MS = 60_000;

/** Neither Docker nor buildah can build the image. */
export class ImageEngineError extends Error {
  override name = 'ImageEngineError' as const;
  readonly code = 'image_engine_missing';
}
