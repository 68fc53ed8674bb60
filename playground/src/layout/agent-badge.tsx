import type { AgentState } from '@bakebot/client';
import { useAgent, useLiveKit } from '@bakebot/client/react';
import type { ReactNode } from 'react';

const WORDS = {
  absent: 'Not here',
  joining: 'Tying the apron…',
  listening: 'Listening',
  thinking: 'Thinking…',
  speaking: 'Speaking',
  recovering: 'Getting help…',
  gone: 'Gone',
} as const satisfies Record<AgentState, string>;

/** What the agent does right now. */
export function AgentBadge(): ReactNode {
  const agent = useAgent();
  const { status } = useLiveKit();
  const isAway = status === 'reconnecting' && agent !== 'recovering';
  return (
    <span className={isAway ? 'badge badge--away' : 'badge'} role="status" data-agent-state={agent}>
      <span className="badge__dot" aria-hidden="true" />
      <span className="visually-hidden">BakeBot: </span>
      {isAway ? 'Reconnecting…' : WORDS[agent]}
    </span>
  );
}
