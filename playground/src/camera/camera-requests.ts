/** Why the camera is up. */
export type CameraRequest = {
  /** What to take a photo of; undefined when the user thought of it. */
  readonly hint: string | undefined;
};

/** Where the user and the agent both knock for the camera. */
export class CameraRequests {
  #request: CameraRequest | undefined;
  readonly #listeners = new Set<() => void>();

  readonly getSnapshot = (): CameraRequest | undefined => this.#request;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  open(hint?: string): void {
    this.#change({ hint });
  }

  readonly close = (): void => this.#change(undefined);

  #change(request: CameraRequest | undefined): void {
    this.#request = request;
    for (const listener of this.#listeners) listener();
  }
}
