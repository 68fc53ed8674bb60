import type { Announcer } from '../runtime/outputs/announcer.ts';
import type { AppActions } from '../runtime/outputs/app-actions.ts';
import type { Outbox } from '../runtime/outputs/outbox.ts';
import type { Phrases } from './phrases.ts';
import { RecipeBook } from './recipes/recipe-book.ts';
import { Timers } from './timers/timers.ts';
import { appTools } from './tools/app-tools.ts';
import { measureTools } from './tools/measure-tools.ts';
import { recipeTools } from './tools/recipe-tools.ts';
import { scalingTools } from './tools/scaling-tools.ts';
import { substitutionTools } from './tools/substitution-tools.ts';
import { timerTools } from './tools/timer-tools.ts';

/** How long the phone shakes when a timer rings, in ms. */
const RING_VIBRATION_MS = 800;

export type KitchenOptions = {
  readonly outbox: Pick<Outbox, 'timers' | 'recipe' | 'recipeStep'>;
  readonly announcer: Pick<Announcer, 'announce'>;
  readonly app: AppActions;
  readonly phrases: Phrases;
};

/** What stands on the counter during a conversation, whatever happens to its connection: timers, a recipe, the tools. */
export class Kitchen {
  readonly #options: KitchenOptions;
  readonly #timers: Timers;
  readonly #recipes: RecipeBook;

  constructor(options: KitchenOptions) {
    const { outbox } = options;
    this.#options = options;
    this.#timers = new Timers({
      changed: (timers) => outbox.timers(timers),
      rang: (timer) => this.#ring(timer.id, options.phrases.timerRang(timer)),
    });
    this.#recipes = new RecipeBook({
      changed: (recipe) => outbox.recipe(recipe),
      moved: (recipe, currentStep) => outbox.recipeStep(recipe.id, currentStep),
    });
  }

  /** Everything that the model can do. */
  tools() {
    return [
      ...timerTools(this.#timers),
      ...measureTools(),
      ...scalingTools(this.#recipes),
      ...substitutionTools(),
      ...recipeTools(this.#recipes),
      ...appTools(this.#options.app),
    ];
  }

  /** The user is back after a lost connection: what they missed. */
  showAgain(): void {
    const recipe = this.#recipes.current();
    this.#options.outbox.timers(this.#timers.all());
    if (recipe) this.#options.outbox.recipe(recipe);
  }

  /** Whether a timer runs. */
  isTiming(): boolean {
    return this.#timers.running().length > 0;
  }

  close(): void {
    this.#timers.close();
  }

  /** The app has the timers already: `changed` comes before `rang`, also in the middle of an answer. */
  #ring(tag: string, words: string): void {
    const { app, announcer } = this.#options;
    void app.vibrate({ durationMs: RING_VIBRATION_MS });
    void app.notify({ tag, title: 'BakeBot', body: words });
    announcer.announce(words);
  }
}
