/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** The token service: `https://…/token`. */
  readonly VITE_TOKEN_ENDPOINT?: string;
  /** Development sign-in: accepts `{"sub"}`, returns `{"token"}`. */
  readonly VITE_SESSION_ENDPOINT?: string;
  /** Display name of the model. */
  readonly VITE_MODEL?: string;
}
