declare namespace Cloudflare {
  /** Bindings of the test runtime in addition to those of `wrangler.toml`. */
  interface Env {
    /** One request per minute, counted by Cloudflare's implementation. */
    TIGHT_LIMIT: RateLimit;
  }
}
