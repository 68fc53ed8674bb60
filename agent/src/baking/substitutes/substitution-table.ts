import { readFileSync } from 'node:fs';

export const SUBSTITUTION_SOURCES = {
  ANDREW: 'Andrew’s Cookery: https://andrewscookery.wordpress.com/2013/03/17/flour-subsitutes/',
  ANGEL: 'Southern Heart: https://angelfire.com/ky3/southernheart3/substitutions.html',
  BARGAIN: 'Bargain Mums: https://bargainmums.com.au/baking-substitutions',
  BELLA: 'Bella Gluten-Free: http://bellaglutenfree.com/recipes/substitutions',
  BROWN_EYED: 'Brown Eyed Baker: https://www.browneyedbaker.com/substitutions',
  CALGARY:
    'Calgary Family Nutrition: https://calgaryfamilynutrition.com/2019/01/16/dairy-free-muffin-for-kids/',
  CAPE: 'Cape Crystal, agar for gelatin: https://www.capecrystalbrands.com/pages/faq-how-do-i-substitute-agar-powder-for-gelatin-ratio-usage-guide',
  CERESOTA: 'Heckers & Ceresota: http://heckersceresota.com/baking_substitutions.html',
  CHEW: 'ABC The Chew: http://abc.go.com/shows/the-chew/news/tips-and-tricks/Fail-Safe-Baking-Substitutions',
  CKBK: 'ckbk, yeast conversions: https://app.ckbk.com/section/brea32715b01s007ss002/yeast-conversions-fresh-to-dry',
  COOKCALCS: 'CookCalcs, egg substitution: https://cookcalcs.com/cooking/egg-substitution',
  COOKPALETTE: 'Cook Palette: https://cookpalette.com/emergency-substitutions',
  CUISINE:
    'Cuisine Machine: https://github.com/Zpeugh/CuisineMachine/blob/master/substitution/substitution.js',
  DEB: 'Deb’s Dust Bunny: http://debsdustbunny.blogspot.com/2012/07/oh-bother-or-baking-substitutions.html',
  ERRICO: 'Errico family: https://recipes.errico.family/substitutions',
  FOX: 'This Fox Kitchen, dairy: http://www.thisfoxkitchen.com/substitutions/dairy-substitutions/',
  LIFE_HOME:
    'Life Home Family: https://lifehomefamily.com/blog-categories/food/81-handy-guide-of-emergency-substitutions-and-equivalents',
  MARIA: 'Maria’s Menu: https://mariasmenu.com/substitutions',
  NTRO: 'NTRO: https://ntro.it.com/how-much-plant-based-egg-equals-one-egg',
  OOCITIES: 'Substitutions: https://www.oocities.org/queenamidala9999/Recipes/Substitutions.html',
  SALAD:
    'Salad in a Jar, bread flour: https://saladinajar.kit.com/posts/do-you-know-the-difference-between-bread-flour-and-all-purpose-flour',
  SIMPLY:
    'Simply Recipes, kosher salt: https://www.simplyrecipes.com/how_to_swap_morton_kosher_salt_for_diamond_crystal_and_vice_versa/',
  STAR: 'Star Tribune: https://www.startribune.com/this-cheat-sheet-of-20-easy-baking-and-cooking-substitutions-may-come-in-handy/569287882',
  SWANS: 'Swans Down: https://swansdown.com/substitutions',
  USU: 'Utah State University Extension: https://extension.usu.edu/htm/faq/faq_q=450',
  WHITEMAN: 'Whiteman: http://whiteman-recipes.us/helpers/emergency_substitutions.htm',
  WINE_FOOD:
    'Wine ’n Food, gluten-free flour: https://winenfood.com/using-cup-for-cup-gluten-free-flour-in-a-recipe',
  YUMMY: 'Yummy: https://www.yummy.ph/lessons/baking/oil-substitute-for-butter-in-baking',
} as const;

type Source = keyof typeof SUBSTITUTION_SOURCES;

type Row = {
  readonly source: Source;
  /** "1 cup buttermilk": an amount, a unit of `units.ts` (or none: "1 egg"), and a name. */
  readonly insteadOf: string;
  readonly use: readonly string[];
  /** What is different in the result, and how to use it. */
  readonly changes: string;
};

/** The rows of `substitutions.tsv`. Of several for one ingredient, the first is the closest. */
export const SUBSTITUTION_TABLE: readonly Row[] = readFileSync(
  new URL('substitutions.tsv', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [source = '', insteadOf = '', use = '', changes = ''] = line.split('\t');
    if (!isSource(source)) throw new Error(`substitutions.tsv names an unknown source: ${source}`);
    return { source, insteadOf, use: use.split(' + '), changes };
  });

function isSource(name: string): name is Source {
  return Object.hasOwn(SUBSTITUTION_SOURCES, name);
}

/** Synonyms of names in the table. */
export const SUBSTITUTION_ALIASES: Readonly<Record<string, string>> = {
  'ap flour': 'all-purpose flour',
  'almond meal': 'almond flour',
  'apple sauce': 'applesauce',
  'bakers yeast': 'fresh yeast',
  bicarb: 'baking soda',
  'bicarbonate of soda': 'baking soda',
  'bittersweet chocolate': 'semisweet chocolate',
  'bread crumb': 'breadcrumbs',
  'caster sugar': 'superfine sugar',
  'castor sugar': 'superfine sugar',
  chocolate: 'semisweet chocolate',
  cocoa: 'cocoa powder',
  coffee: 'brewed coffee',
  'compressed yeast': 'fresh yeast',
  'confectioners sugar': 'powdered sugar',
  'cooking chocolate': 'semisweet chocolate',
  cornflour: 'cornstarch',
  'corn flour': 'cornstarch',
  cream: 'heavy cream',
  currant: 'dried currants',
  'dark brown sugar': 'brown sugar',
  'dark chocolate': 'semisweet chocolate',
  'double cream': 'heavy cream',
  'dried yeast': 'active dry yeast',
  'dry yeast': 'active dry yeast',
  'fast action yeast': 'instant yeast',
  flour: 'all-purpose flour',
  garlic: 'clove garlic',
  'garlic clove': 'clove garlic',
  gelatin: 'gelatin powder',
  gelatine: 'gelatin powder',
  ginger: 'fresh ginger',
  'glucose syrup': 'corn syrup',
  'greek yogurt': 'yogurt',
  'greek yoghurt': 'yogurt',
  'ground almond': 'almond flour',
  herb: 'fresh herbs',
  'icing sugar': 'powdered sugar',
  'kosher salt': 'diamond crystal kosher salt',
  lard: 'shortening',
  'light brown sugar': 'brown sugar',
  'muscovado sugar': 'brown sugar',
  mustard: 'prepared mustard',
  'natural yogurt': 'yogurt',
  oil: 'vegetable oil',
  'plain chocolate': 'semisweet chocolate',
  'plain flour': 'all-purpose flour',
  'plain yogurt': 'yogurt',
  'rapeseed oil': 'vegetable oil',
  'rapid rise yeast': 'instant yeast',
  'self raising flour': 'self-rising flour',
  'semi sweet chocolate': 'semisweet chocolate',
  sherry: 'dry sherry',
  'single cream': 'light cream',
  'strong flour': 'bread flour',
  'strong white bread flour': 'bread flour',
  stock: 'broth',
  sugar: 'granulated sugar',
  'sunflower oil': 'vegetable oil',
  'tapioca starch': 'tapioca',
  vanilla: 'vanilla extract',
  'vanilla pod': 'vanilla bean',
  'vegetable shortening': 'shortening',
  vinegar: 'white vinegar',
  'whipping cream': 'heavy cream',
  'white flour': 'all-purpose flour',
  'white sugar': 'granulated sugar',
  'whole milk': 'milk',
  'wholemeal flour': 'whole wheat flour',
  'wholewheat flour': 'whole wheat flour',
  wine: 'white wine',
  yeast: 'active dry yeast',
  yoghurt: 'yogurt',
};
