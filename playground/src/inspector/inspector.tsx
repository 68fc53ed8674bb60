import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { Icon } from '../icons/icon.tsx';
import { MessageList } from './message-list.tsx';
import type { ObservationLog } from './observation-log.ts';
import { TokenClaims } from './token-claims.tsx';
import { TurnTimelines } from './turn-timelines.tsx';
import { UsageTable } from './usage-table.tsx';

const TABS = ['Turns', 'Messages', 'Usage', 'Token'] as const;
type Tab = (typeof TABS)[number];

type InspectorProps = {
  readonly observations: ObservationLog;
  readonly model: string;
  readonly onClose: () => void;
};

/** Developer panel: the timing of each turn, the messages on the wire, the usage, and the token's claims. */
export function Inspector({ observations, model, onClose }: InspectorProps): ReactNode {
  const { entries, token } = useSyncExternalStore(observations.subscribe, observations.getSnapshot);
  const [tab, setTab] = useState<Tab>('Turns');
  return (
    <aside className="inspector" aria-label="Inspector">
      <div className="inspector__head">
        <div className="tabs" role="tablist" aria-label="Inspector">
          {TABS.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`tab-${name}`}
              aria-selected={name === tab}
              aria-controls="inspector-panel"
              onClick={() => setTab(name)}
            >
              {name}
            </button>
          ))}
        </div>
        <button
          type="button"
          className="icon-button icon-button--small"
          aria-label="Close inspector"
          onClick={onClose}
        >
          <Icon name="close" size={16} />
        </button>
      </div>
      <div
        id="inspector-panel"
        className="inspector__panel"
        role="tabpanel"
        aria-labelledby={`tab-${tab}`}
        tabIndex={0}
      >
        {tab === 'Turns' && <TurnTimelines entries={entries} />}
        {tab === 'Messages' && <MessageList entries={entries} />}
        {tab === 'Usage' && <UsageTable />}
        {tab === 'Token' && <TokenClaims token={token} model={model} />}
      </div>
    </aside>
  );
}
