import { roundForCook } from '../measures/convert-measure.ts';
import {
  SUBSTITUTION_ALIASES,
  SUBSTITUTION_SOURCES,
  SUBSTITUTION_TABLE,
} from './substitution-table.ts';
import { findUnit } from '../measures/units.ts';

type Part = { readonly amount: number; readonly unit: string; readonly name: string };

export type Substitution = {
  readonly instead_of: Part;
  readonly use: readonly Part[];
  readonly note?: string | undefined;
  readonly source: string;
};

const SUBSTITUTIONS: readonly Substitution[] = SUBSTITUTION_TABLE.map(
  ([source, insteadOf, use, note]) => ({
    instead_of: parsePart(insteadOf),
    use: use.map(parsePart),
    note,
    source: SUBSTITUTION_SOURCES[source],
  }),
);

/** All ingredients with a substitute, for error messages. */
export const SUBSTITUTABLE: readonly string[] = [
  ...new Set(SUBSTITUTIONS.map(({ instead_of: { name } }) => name)),
];

/**
 * Finds substitutes for an ingredient. Their amounts are scaled to `wanted` if its unit is of the same kind as the table's.
 */
export function findSubstitutions(
  ingredient: string,
  wanted?: { readonly amount: number; readonly unit: string },
): Substitution[] {
  const said = ingredient.trim().toLowerCase();
  const names = new Set(
    [said, said.replace(/s$/u, '')].flatMap((name) => [name, SUBSTITUTION_ALIASES[name]]),
  );
  return SUBSTITUTIONS.filter(({ instead_of: { name } }) => names.has(name)).map((each) =>
    wanted ? scaleTo(each, wanted) : each,
  );
}

function scaleTo(
  substitution: Substitution,
  wanted: { readonly amount: number; readonly unit: string },
): Substitution {
  const { amount, unit, name } = substitution.instead_of;
  const [given, known] = [findUnit(wanted.unit), findUnit(unit)];
  if (given?.kind !== known?.kind) return substitution;
  const factor = (wanted.amount * (given?.size ?? 1)) / (amount * (known?.size ?? 1));
  return {
    ...substitution,
    instead_of: { amount: wanted.amount, unit: given?.symbol ?? '', name },
    use: substitution.use.map((part) => ({ ...part, amount: roundForCook(part.amount * factor) })),
  };
}

function parsePart(written: string): Part {
  const [amount = '', second = '', ...rest] = written.split(' ');
  const unit = rest.length > 0 ? findUnit(second) : undefined;
  const name = unit ? rest.join(' ') : [second, ...rest].join(' ');
  return { amount: Number(amount), unit: unit?.symbol ?? '', name };
}
