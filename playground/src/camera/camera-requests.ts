export type CameraRequest = {
  /** Subject of the photo, from the agent; undefined when the user opened the camera. */
  readonly hint: string | undefined;
};

/** The open request for the camera, by the user or the agent; the camera dialog shows while there is one. */
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
