import type { RoomToken } from '@bakebot/client';
import type { ReactNode } from 'react';
import { readClaims } from './claims.ts';

type TokenClaimsProps = { readonly token: RoomToken | undefined; readonly model: string };

/** Claims of the room token. The token itself stays hidden: it is a bearer credential. */
export function TokenClaims({ token, model }: TokenClaimsProps): ReactNode {
  const claims = token && readClaims(token.token);
  return (
    <>
      <dl className="facts">
        <dt>Model</dt>
        <dd>{model}</dd>
        <dt>Server</dt>
        <dd>{token?.url ?? '–'}</dd>
      </dl>
      {claims ? (
        <pre className="claims">{JSON.stringify(claims, undefined, 2)}</pre>
      ) : (
        <p className="inspector__empty">No token yet.</p>
      )}
    </>
  );
}
