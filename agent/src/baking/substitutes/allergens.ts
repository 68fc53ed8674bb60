type Allergen = {
  readonly name: string;
  /** Foods with it. */
  readonly foods: RegExp;
  /** Foods whose names are alike, but which have none. */
  readonly except?: RegExp;
  /** What a person says who must not have it. */
  readonly said: RegExp;
};

/** The 14 allergens of Regulation (EU) No 1169/2011, annex II, as far as substitutes have them. */
const ALLERGENS: readonly Allergen[] = [
  {
    name: 'milk',
    foods:
      /\b(?:milk|butter|buttermilk|cream|half-and-half|yogurt|cheese|crème fraîche|mascarpone|ricotta|semisweet chocolate|margarine)\b/u,
    except:
      /\b(?:soy|oat|almond|rice|coconut) (?:milk|yogurt|cream)\b|\bcoconut cream powder\b|\bfull-fat coconut milk\b|\bcream of tartar\b/gu,
    said: /\b(?:milk|dairy|lactose|casein|butter|cheese|vegan)\b/u,
  },
  {
    name: 'egg',
    foods: /\b(?:eggs?|mayonnaise)\b/u,
    said: /\b(?:eggs?|vegan)\b/u,
  },
  {
    name: 'gluten',
    foods: /\b(?:flour|wheat|breadcrumbs|cracker|oat|corn flakes|barley|bouillon)\b/u,
    except: /\bgluten-free [^,]*|\balmond flour\b/gu,
    said: /\b(?:gluten|wheat|c(?:o)?eliac)\b/u,
  },
  {
    name: 'nuts',
    foods: /\b(?:almonds?|hazelnuts?|walnuts?|cashews?|pecans?|pistachios?|macadamias?)\b/u,
    said: /(?<!pea|coco)\bnuts?\b|\btree[ -]nuts?\b|\b(?:almond|hazelnut|walnut|cashew|pecan|pistachio|macadamia)s?\b/u,
  },
  { name: 'peanut', foods: /\bpeanuts?\b/u, said: /\bpeanuts?\b/u },
  { name: 'soy', foods: /\b(?:soy|tofu)\b/u, said: /\b(?:soy|soya|soybeans?)\b/u },
  { name: 'sesame', foods: /\b(?:sesame|tahini)\b/u, said: /\bsesame\b/u },
  { name: 'mustard', foods: /\bmustard\b/u, said: /\bmustard\b/u },
  { name: 'celery', foods: /\b(?:celery|bouillon|broth)\b/u, said: /\bceler(?:y|iac)\b/u },
  {
    name: 'sulphites',
    foods: /\b(?:wine|vermouth|sherry|vinegar|grape juice|raisins|currants|dates)\b/u,
    said: /\bsul(?:ph|f)ites?\b/u,
  },
];

/** Allergens of a food by its name. A food that may have one, such as semisweet chocolate, has it. */
export function allergensIn(food: string): string[] {
  return ALLERGENS.filter(({ foods, except }) =>
    foods.test(except ? food.replaceAll(except, '') : food),
  ).map(({ name }) => name);
}

/** Whether a food has what a person must not have: an allergen, a diet, or any other food by its name. */
export function isAvoided(food: string, avoid: readonly string[]): boolean {
  const contained = allergensIn(food);
  return avoid.some((words) => {
    const said = words.toLowerCase();
    const allergens = ALLERGENS.filter((allergen) => allergen.said.test(said));
    if (allergens.some(({ name }) => contained.includes(name))) return true;
    if (/\b(?:vegan|vegetarian)\b/u.test(said) && /\bgelatin\b/u.test(food)) return true;
    if (/\bvegan\b/u.test(said) && /\bhoney\b/u.test(food)) return true;
    // "Banana": by its name.
    const named = allergens.length === 0 && said.trim().replace(/s$/u, '');
    return named !== false && named !== '' && food.includes(named);
  });
}
