import type { ReactNode } from 'react';
import type { Entry } from './observation-log.ts';

export function MessageList({ entries }: { readonly entries: readonly Entry[] }): ReactNode {
  const messages = entries.flatMap(({ key, at, observation }) =>
    observation.type === 'message' ? [{ key, at, message: observation.message }] : [],
  );
  if (messages.length === 0) return <p className="inspector__empty">No messages yet.</p>;
  return messages.toReversed().map(({ key, at, message }) => (
    <details key={key} className="message">
      <summary>
        <code>{message.type}</code>
        <span>{message.type === 'turn' ? message.progress.state : ''}</span>
        <time dateTime={new Date(at).toISOString()}>{new Date(at).toLocaleTimeString()}</time>
      </summary>
      <pre>{JSON.stringify(message, undefined, 2)}</pre>
    </details>
  ));
}
