import { useTimers } from '@bakebot/client/react';
import type { Timer } from '@bakebot/protocol';
import { type CSSProperties, type ReactNode, useState } from 'react';
import { Icon } from '../icons/icon.tsx';
import { formatRemaining } from './format-remaining.ts';
import { useChime } from './use-chime.ts';
import { NotifyButton } from './notify-button.tsx';
import { useNow } from './use-now.ts';
import { useDocumentTitle } from './use-document-title.ts';

/** Timers count down and ring on this page, even while the agent is away. */
export function TimerList(): ReactNode {
  const timers = useTimers();
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const shown = timers.filter(({ id, state }) => state !== 'cancelled' && !dismissed.has(id));
  const now = useNow(shown.some(({ state }) => state === 'running'));
  const ringing = shown.filter((timer) => isUp(timer, now));
  const running = shown.filter((timer) => !isUp(timer, now));
  useChime(ringing.length > 0);
  useDocumentTitle(ringing[0] && `⏰ ${ringing[0].name}`);
  if (shown.length === 0) return null;

  return (
    <section
      className="timers"
      aria-label="Timers"
      // A scrollable region must be reachable by keyboard.
      tabIndex={0}
    >
      {[...ringing, ...running].map((timer) => (
        <TimerCard
          key={timer.id}
          timer={timer}
          now={now}
          onDismiss={() => setDismissed(new Set([...dismissed, timer.id]))}
        />
      ))}
      <NotifyButton />
    </section>
  );
}

type TimerCardProps = {
  readonly timer: Timer;
  readonly now: number;
  readonly onDismiss: () => void;
};

function TimerCard({ timer, now, onDismiss }: TimerCardProps): ReactNode {
  const isRinging = isUp(timer, now);
  const total = Math.max(1, timer.ringsAt - timer.startedAt);
  const share = Math.min(1, Math.max(0, (now - timer.startedAt) / total));
  const style: CSSProperties & { '--share': number } = { '--share': share };
  return (
    <div className="timer" data-ringing={isRinging} style={style}>
      <Icon name="timer" size={18} />
      <span className="timer__name">{timer.name}</span>
      <span className="timer__left" role="timer" aria-label={`${timer.name}, time left`}>
        {formatRemaining(isRinging ? 0 : timer.ringsAt - now)}
      </span>
      {isRinging && (
        <>
          <span className="visually-hidden" role="alert">
            Time is up: {timer.name}
          </span>
          <button type="button" className="timer__done" onClick={onDismiss}>
            Done
          </button>
        </>
      )}
    </div>
  );
}

function isUp({ state, ringsAt }: Timer, now: number): boolean {
  return state === 'rung' || ringsAt <= now;
}
