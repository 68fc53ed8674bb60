import type { RecipeIngredient } from '@bakebot/client';
import { type ReactNode, useId } from 'react';
import { formatAmount } from './format-amount.ts';

/** Ingredients with a checkbox each. */
export function IngredientList({
  ingredients,
}: {
  readonly ingredients: readonly RecipeIngredient[];
}): ReactNode {
  const id = useId();
  return (
    <ul className="ingredients" aria-label="Ingredients">
      {ingredients.map(({ amount, unit, name }) => (
        <li key={name}>
          <input type="checkbox" id={`${id}-${name}`} />
          <label htmlFor={`${id}-${name}`}>
            <span className="ingredients__amount">{formatAmount(amount, unit)}</span> {name}
          </label>
        </li>
      ))}
    </ul>
  );
}
