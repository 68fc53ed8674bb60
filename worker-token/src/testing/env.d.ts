declare namespace Cloudflare {
  /** What the tests' runtime binds besides what stands in `wrangler.toml`. */
  interface Env {
    /** One request a minute, counted as Cloudflare does. */
    TIGHT_LIMIT: RateLimit;
  }
}
