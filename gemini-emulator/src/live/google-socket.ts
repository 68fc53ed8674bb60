import { WebSocket } from 'ws';

/**
 * A socket that answers the client's close with 1000, as Google's does. `ws` would echo a close without a code, which
 * Google's client then reports as 1005.
 */
export class GoogleSocket extends WebSocket {
  override close(code = 1000, reason?: string | Buffer): void {
    super.close(code, reason);
  }

  /** Closes without a code, which Google is not known to do. */
  closeWithoutCode(): void {
    super.close();
  }
}
