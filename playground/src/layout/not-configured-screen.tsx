import type { ReactNode } from 'react';

/** The page was opened without the back end's addresses. */
export function NotConfiguredScreen(): ReactNode {
  return (
    <main className="welcome">
      <h1 className="welcome__title">The oven is off.</h1>
      <p className="welcome__lead">
        This page does not know where the token service is. Start everything together, from the
        project&apos;s folder:
      </p>
      <pre className="welcome__command">npm start</pre>
      <p className="welcome__hint">
        Or set <code>VITE_TOKEN_ENDPOINT</code> and <code>VITE_SESSION_ENDPOINT</code> before Vite
        starts.
      </p>
    </main>
  );
}
