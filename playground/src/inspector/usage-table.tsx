import type { UsageLine } from '@bakebot/client';
import { useUsage } from '@bakebot/client/react';
import type { ReactNode } from 'react';
import { formatRemaining } from '../timers/format-remaining.ts';

/** Usage of the conversation so far, with its cost at list prices. */
export function UsageTable(): ReactNode {
  const usage = useUsage();
  if (!usage) return <p className="inspector__empty">No usage yet.</p>;
  const { durationMs, turns, lines, costUsd } = usage;
  return (
    <>
      <dl className="facts">
        <dt>Time</dt>
        <dd>{formatRemaining(durationMs)}</dd>
        <dt>Turns</dt>
        <dd>{turns}</dd>
        <dt>Estimate</dt>
        <dd>{formatCost(costUsd)}</dd>
      </dl>
      <table className="usage">
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">Type</th>
            <th scope="col">Amount</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={[line.model, line.direction, line.modality, line.unit].join()} line={line} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Line({ line }: { readonly line: UsageLine }): ReactNode {
  const { provider, model, direction, modality, unit, amount, costUsd } = line;
  return (
    <tr>
      <th scope="row" title={provider}>
        {model}
      </th>
      <td>
        {modality} {direction}
      </td>
      <td>
        {Math.round(amount).toLocaleString('en')} {unit.replace('_', ' ')}
      </td>
      <td>{costUsd === undefined ? '–' : formatCost(costUsd)}</td>
    </tr>
  );
}

function formatCost(usd: number): string {
  return `$${usd.toFixed(usd < 0.1 ? 4 : 2)}`;
}
