import { useAgent, useLiveKit } from '@bakebot/client/react';
import type { ReactNode } from 'react';
import { ThemeToggle } from '../theme/theme-toggle.tsx';
import { AgentBadge } from './agent-badge.tsx';
import { Icon } from '../icons/icon.tsx';
import { Logo } from '../icons/logo.tsx';

type HeaderProps = {
  readonly inConversation: boolean;
  readonly isInspecting: boolean;
  readonly onInspect: () => void;
};

/** Brand, agent state, and the page-wide buttons: theme, inspector, leave. */
export function Header({ inConversation, isInspecting, onInspect }: HeaderProps): ReactNode {
  const { status, disconnect } = useLiveKit();
  const agent = useAgent();
  return (
    <div className="header" data-agent={inConversation ? agent : 'absent'}>
      <span className="header__brand">
        <Logo size={34} />
        <span className="header__name">BakeBot</span>
      </span>
      {inConversation && <AgentBadge />}
      <span className="header__space" />
      <ThemeToggle />
      <button
        type="button"
        className="icon-button"
        aria-pressed={isInspecting}
        aria-label="Inspector"
        title="Inspector"
        onClick={onInspect}
      >
        <Icon name="inspect" />
      </button>
      {status !== 'disconnected' && (
        <button
          type="button"
          className="icon-button icon-button--leave"
          aria-label="Leave"
          title="Leave"
          onClick={() => void disconnect()}
        >
          <Icon name="leave" />
        </button>
      )}
    </div>
  );
}
