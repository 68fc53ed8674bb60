import type { AgentItem } from '@bakebot/client';
import type { ReactNode } from 'react';
import { Logo } from '../icons/logo.tsx';

export function AgentMessage({ message }: { readonly message: AgentItem }): ReactNode {
  const { id, text, state, replyTo } = message;
  return (
    <article
      className="item item--agent"
      data-author="agent"
      data-message-id={id}
      data-message-state={state}
      data-reply-to={replyTo}
      // Screen readers announce the message once it is complete, not word by word.
      aria-busy={state === 'streaming'}
    >
      <Logo size={26} />
      <div className="item__words">
        <span className="visually-hidden">BakeBot: </span>
        {text === '' ? <Dots /> : <p>{text}</p>}
        {state === 'interrupted' && <small className="item__note">interrupted</small>}
      </div>
    </article>
  );
}

function Dots(): ReactNode {
  return (
    <span className="dots" aria-label="Answering" role="img">
      <i />
      <i />
      <i />
    </span>
  );
}
