import type { Recipe } from '@bakebot/client';
import { useAgent, useRecipe } from '@bakebot/client/react';
import { type ReactNode, useState } from 'react';
import { Icon } from '../icons/icon.tsx';
import { IngredientList } from './ingredient-list.tsx';
import { StepList } from './step-list.tsx';
import { StepButtons } from './step-buttons.tsx';

/** The current recipe: a side panel on wide screens, an expandable bar on narrow ones. */
export function RecipeCard(): ReactNode {
  const recipe = useRecipe();
  const agent = useAgent();
  const [isOpen, setOpen] = useState(false);
  if (!recipe) return null;
  return (
    <section className="recipe" aria-label={`Recipe: ${recipe.title}`} data-open={isOpen}>
      <button
        type="button"
        className="recipe__bar"
        aria-expanded={isOpen}
        aria-controls="recipe-body"
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="recipe" size={18} />
        <span className="recipe__bar-title">{recipe.title}</span>
        <span className="recipe__bar-progress">{progressLabel(recipe)}</span>
        <Icon name="down" size={16} />
      </button>
      <div id="recipe-body" className="recipe__body">
        <header className="recipe__head">
          <h2>{recipe.title}</h2>
          {recipe.servings !== undefined && <p>Serves {recipe.servings}</p>}
        </header>
        {/* The key unchecks all ingredients when the recipe changes. */}
        <IngredientList key={recipe.id} ingredients={recipe.ingredients} />
        <StepList steps={recipe.steps} currentStep={recipe.currentStep} />
      </div>
      <StepButtons recipe={recipe} isReady={agent === 'listening' || agent === 'speaking'} />
    </section>
  );
}

function progressLabel({ steps, currentStep }: Recipe): string {
  if (currentStep === undefined) return `${steps.length} steps`;
  return `Step ${currentStep + 1} of ${steps.length}`;
}
