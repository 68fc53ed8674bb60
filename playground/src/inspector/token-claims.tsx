import type { RoomToken } from '@bakebot/client';
import type { ReactNode } from 'react';
import { readClaims } from './claims.ts';

type TokenClaimsProps = { readonly token: RoomToken | undefined; readonly model: string };

/** What the token allows. The token itself is never shown: whoever has it is the user. */
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
