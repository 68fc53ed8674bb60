/** Passes the agent's requests for the camera to the screen that can open it. */
export class CameraRequests {
  #open: (() => void) | undefined;

  /** @returns false when no screen can open the camera */
  open(): boolean {
    this.#open?.();
    return this.#open !== undefined;
  }

  /** @returns a function that removes the handler */
  handle(open: () => void): () => void {
    this.#open = open;
    return () => {
      if (this.#open === open) this.#open = undefined;
    };
  }
}

export const cameraRequests: CameraRequests = new CameraRequests();
