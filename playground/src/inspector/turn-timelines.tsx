import type { CSSProperties, ReactNode } from 'react';
import type { Entry } from './observation-log.ts';
import { toTurnTimelines, type TurnStep, type TurnTimeline } from './turn-timeline.ts';

export function TurnTimelines({ entries }: { readonly entries: readonly Entry[] }): ReactNode {
  const turns = toTurnTimelines(entries).toReversed();
  if (turns.length === 0) return <p className="inspector__empty">No turns yet.</p>;
  return turns.map((turn) => <Timeline key={turn.turnId} turn={turn} />);
}

function Timeline({ turn }: { readonly turn: TurnTimeline }): ReactNode {
  const total = Math.max(1, turn.steps.at(-1)?.afterMs ?? 1);
  return (
    <section className="timeline">
      <h2>
        <span>{turn.kind}</span> <code>{turn.turnId.slice(0, 8)}</code>
        <time dateTime={new Date(turn.startedAt).toISOString()}>
          {new Date(turn.startedAt).toLocaleTimeString()}
        </time>
      </h2>
      <ol>
        {turn.steps.map((step) => (
          <Step key={`${step.name} ${step.afterMs}`} step={step} totalMs={total} />
        ))}
      </ol>
    </section>
  );
}

function Step({ step, totalMs }: { step: TurnStep; totalMs: number }): ReactNode {
  const { name, afterMs } = step;
  const style: CSSProperties & { '--at': number } = { '--at': afterMs / totalMs };
  return (
    <li data-step={name} style={style}>
      <span>{name}</span>
      <span className="timeline__bar" aria-hidden="true" />
      <span className="timeline__ms">{afterMs} ms</span>
    </li>
  );
}
