import type { AgentDefinition, SkillContext, Skills } from '../runtime/definition.ts';
import type { MessageBody } from '../runtime/outputs/outbox.ts';
import { breadTools } from './bread/bread-tools.ts';
import { createInstructions, INSTRUCTIONS_VERSION } from './instructions.ts';
import { phrasesFor } from './phrases.ts';
import { RecipeBook } from './recipes/recipe-book.ts';
import { knownTimeZone } from './timers/time-of-day.ts';
import { type SentTimers, Timers } from './timers/timers.ts';
import { appTools } from './tools/app-tools.ts';
import { measureTools } from './measures/measure-tools.ts';
import { regionOf } from './measures/regions.ts';
import { temperatureTools } from './oven/temperature-tools.ts';
import { recipeTools } from './recipes/recipe-tools.ts';
import { scalingTools } from './recipes/scaling-tools.ts';
import { createSpokenForm } from './spoken/say-sentence.ts';
import { substitutionTools } from './substitutes/substitution-tools.ts';
import { timerTools } from './timers/timer-tools.ts';

/** How long the phone vibrates when a timer rings, in ms. */
const RING_VIBRATION_MS = 800;

/** BakeBot's instructions, phrases and tools. */
export const BAKEBOT: AgentDefinition = {
  instructions: { version: INSTRUCTIONS_VERSION, create: createInstructions },
  phrases: phrasesFor,
  spoken: createSpokenForm,
  createSkills: createBakingSkills,
};

function createBakingSkills(context: SkillContext): Skills {
  const { locale, preferences, timeZone, outbox, announcer, app } = context;
  const region = regionOf(locale, preferences?.['units']);
  const { timerRang, countAdvice } = phrasesFor(locale);
  const timers = new Timers({
    changed: (sent) => outbox.send(timersMessage(sent)),
    // `changed` is called first, so that the app has the timer already.
    rang: (timer) => {
      const words = timerRang(timer);
      void app.vibrate({ durationMs: RING_VIBRATION_MS });
      void app.notify({ tag: timer.id, title: 'BakeBot', body: words });
      announcer.announce(words);
    },
  });
  const recipes = new RecipeBook(
    {
      changed: (recipe) => outbox.send({ type: 'recipe', recipe }),
      moved: ({ id }, currentStep) =>
        outbox.send({ type: 'recipe_step', recipeId: id, currentStep }),
    },
    { region, advise: countAdvice },
  );
  return {
    tools: [
      ...timerTools(timers, knownTimeZone(timeZone)),
      ...measureTools({ locale, region }),
      ...temperatureTools(),
      ...scalingTools(recipes),
      ...substitutionTools(),
      ...recipeTools(recipes, { locale, region }),
      ...breadTools(),
      ...appTools(app),
    ],
    rejoined: () => {
      outbox.send(timersMessage(timers.sent()));
      const recipe = recipes.current();
      if (recipe) outbox.send({ type: 'recipe', recipe });
    },
    isBusy: () => timers.active().length > 0,
    close: () => timers.close(),
  };
}

function timersMessage({ timers, paused }: SentTimers): MessageBody {
  return {
    type: 'timers',
    now: Date.now(),
    timers: [...timers],
    ...(paused.length > 0 && { paused: [...paused] }),
  };
}
