/** From the agent's wish to the screen that has a camera button. */
export class CameraRequests {
  #open: (() => void) | undefined;

  /** @returns whether there is a screen that brings up the camera */
  ask(): boolean {
    this.#open?.();
    return this.#open !== undefined;
  }

  /** A screen that can bring up the camera. @returns a function that says that it is gone */
  serve(open: () => void): () => void {
    this.#open = open;
    return () => {
      if (this.#open === open) this.#open = undefined;
    };
  }
}

export const cameraRequests: CameraRequests = new CameraRequests();
