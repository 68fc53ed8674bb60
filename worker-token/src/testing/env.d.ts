import type * as Worker from '../index.ts';

declare global {
  namespace Cloudflare {
    /** What the tests' runtime binds, from `wrangler.toml`. */
    interface Env {
      REVOCATIONS: DurableObjectNamespace<Worker.Revocations>;
    }
    interface GlobalProps {
      mainModule: typeof Worker;
    }
  }
}
