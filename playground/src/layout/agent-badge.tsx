import type { AgentState } from '@bakebot/client';
import { useAgent, useLiveKit } from '@bakebot/client/react';
import type { ReactNode } from 'react';

const LABELS = {
  absent: 'Not connected',
  joining: 'Joining…',
  listening: 'Listening',
  thinking: 'Thinking…',
  speaking: 'Speaking',
  recovering: 'Recovering…',
  gone: 'Left',
} as const satisfies Record<AgentState, string>;

export function AgentBadge(): ReactNode {
  const agent = useAgent();
  const { status } = useLiveKit();
  const isAway = status === 'reconnecting' && agent !== 'recovering';
  return (
    <span className={isAway ? 'badge badge--away' : 'badge'} role="status" data-agent-state={agent}>
      <span className="badge__dot" aria-hidden="true" />
      <span className="visually-hidden">BakeBot: </span>
      {isAway ? 'Reconnecting…' : LABELS[agent]}
    </span>
  );
}
