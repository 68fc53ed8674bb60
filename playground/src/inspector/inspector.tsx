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

/** Behind the scenes, for developers: how long each step of a turn took, what went over the wire, what a token allows. */
export function Inspector({ observations, model, onClose }: InspectorProps): ReactNode {
  const { entries, token } = useSyncExternalStore(observations.subscribe, observations.getSnapshot);
  const [tab, setTab] = useState<Tab>('Turns');
  return (
    <aside className="inspector" aria-label="Inspector">
      <div className="inspector__head">
        <div className="tabs" role="tablist" aria-label="Inspector">
          {TABS.map((each) => (
            <button
              key={each}
              type="button"
              role="tab"
              id={`tab-${each}`}
              aria-selected={each === tab}
              aria-controls="inspector-panel"
              onClick={() => setTab(each)}
            >
              {each}
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
