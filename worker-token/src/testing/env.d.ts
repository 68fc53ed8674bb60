import type { Revocations } from '../revocation/revocations.ts';

declare global {
  namespace Cloudflare {
    /** What the tests' runtime binds, from `wrangler.toml`. */
    interface Env {
      REVOCATIONS: DurableObjectNamespace<Revocations>;
    }
  }
}
