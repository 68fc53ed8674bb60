import type { ReactNode } from 'react';

/** Shown when the page was built without the backend's addresses. */
export function NotConfiguredScreen(): ReactNode {
  return (
    <main className="welcome">
      <h1 className="welcome__title">The playground is not configured.</h1>
      <p className="welcome__lead">
        The address of the token service is missing. Start the whole stack from the project folder:
      </p>
      <pre className="welcome__command">npm start</pre>
      <p className="welcome__hint">
        Or set <code>VITE_TOKEN_ENDPOINT</code> and <code>VITE_SESSION_ENDPOINT</code> before you
        start Vite.
      </p>
    </main>
  );
}
