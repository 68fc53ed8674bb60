import { useAgent, useConversation } from '@bakebot/client/react';
import type { ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import { Logo } from '../icons/logo.tsx';
import { AgentMessage } from './agent-message.tsx';
import { useStickToEnd } from './use-stick-to-end.ts';
import { UserTurn } from './user-turn.tsx';

export function ConversationLog(): ReactNode {
  const items = useConversation();
  const agent = useAgent();
  const { scroller, content, isAtEnd, jumpToEnd } = useStickToEnd();
  return (
    <div className="log-frame">
      <div
        ref={scroller}
        className="log"
        role="log"
        aria-label="Conversation"
        // A scrollable region must be reachable by keyboard.
        tabIndex={0}
      >
        <div ref={content} className="log__items">
          {items.length === 0 && (
            <div className="log__empty">
              <Logo size={56} />
              {agent === 'joining' || agent === 'recovering'
                ? 'BakeBot is joining…'
                : 'What are we baking today?'}
            </div>
          )}
          {items.map((item) =>
            item.author === 'user' ? (
              <UserTurn key={item.id} turn={item} />
            ) : (
              <AgentMessage key={item.id} message={item} />
            ),
          )}
        </div>
      </div>
      {!isAtEnd && (
        <button type="button" className="log__jump" onClick={jumpToEnd}>
          <Icon name="down" size={16} /> Latest
        </button>
      )}
    </div>
  );
}
