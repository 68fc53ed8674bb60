/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** The token service: `https://…/token`. */
  readonly VITE_TOKEN_ENDPOINT?: string;
  /** The sign-in for development: takes `{"sub"}`, gives `{"token"}`. */
  readonly VITE_SESSION_ENDPOINT?: string;
  /** Which model answers, for the reader. */
  readonly VITE_MODEL?: string;
}
