import type { AgentDefinition, SkillContext, Skills } from '../runtime/definition.ts';
import { createInstructions, INSTRUCTIONS_VERSION } from './instructions.ts';
import { phrasesFor } from './phrases.ts';
import { RecipeBook } from './recipes/recipe-book.ts';
import { Timers } from './timers/timers.ts';
import { appTools } from './tools/app-tools.ts';
import { measureTools } from './tools/measure-tools.ts';
import { recipeTools } from './tools/recipe-tools.ts';
import { scalingTools } from './tools/scaling-tools.ts';
import { substitutionTools } from './tools/substitution-tools.ts';
import { timerTools } from './tools/timer-tools.ts';

/** How long the phone vibrates when a timer rings, in ms. */
const RING_VIBRATION_MS = 800;

/** BakeBot's instructions, phrases and tools. */
export const BAKEBOT: AgentDefinition = {
  instructions: { version: INSTRUCTIONS_VERSION, create: createInstructions },
  phrases: phrasesFor,
  createSkills: createBakingSkills,
};

function createBakingSkills({ locale, outbox, announcer, app }: SkillContext): Skills {
  const { timerRang } = phrasesFor(locale);
  const timers = new Timers({
    changed: (all) => outbox.send({ type: 'timers', now: Date.now(), timers: [...all] }),
    // `changed` is called first, so that the app has the timer already.
    rang: (timer) => {
      const words = timerRang(timer);
      void app.vibrate({ durationMs: RING_VIBRATION_MS });
      void app.notify({ tag: timer.id, title: 'BakeBot', body: words });
      announcer.announce(words);
    },
  });
  const recipes = new RecipeBook({
    changed: (recipe) => outbox.send({ type: 'recipe', recipe }),
    moved: ({ id }, currentStep) => outbox.send({ type: 'recipe_step', recipeId: id, currentStep }),
  });
  return {
    tools: [
      ...timerTools(timers),
      ...measureTools(),
      ...scalingTools(recipes),
      ...substitutionTools(),
      ...recipeTools(recipes),
      ...appTools(app),
    ],
    rejoined: () => {
      outbox.send({ type: 'timers', now: Date.now(), timers: [...timers.all()] });
      const recipe = recipes.current();
      if (recipe) outbox.send({ type: 'recipe', recipe });
    },
    isBusy: () => timers.running().length > 0,
    close: () => timers.close(),
  };
}
