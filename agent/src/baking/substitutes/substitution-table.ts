export const SUBSTITUTION_SOURCES = {
  USU: 'Utah State University Extension: https://extension.usu.edu/htm/faq/faq_q=450',
  CERESOTA: 'Heckers & Ceresota: http://heckersceresota.com/baking_substitutions.html',
  SWANS: 'Swans Down: https://swansdown.com/substitutions',
  BELLA: 'Bella Gluten-Free: http://bellaglutenfree.com/recipes/substitutions',
  BROWN_EYED: 'Brown Eyed Baker: https://www.browneyedbaker.com/substitutions',
  CHEW: 'ABC The Chew: http://abc.go.com/shows/the-chew/news/tips-and-tricks/Fail-Safe-Baking-Substitutions',
  STAR: 'Star Tribune: https://www.startribune.com/this-cheat-sheet-of-20-easy-baking-and-cooking-substitutions-may-come-in-handy/569287882',
  LIFE_HOME:
    'Life Home Family: https://lifehomefamily.com/blog-categories/food/81-handy-guide-of-emergency-substitutions-and-equivalents',
} as const;

/** `2 tbsp lemon juice`: an amount, a unit of `units.ts` (or none: `1 egg`), and a name. */
type Written = `${number} ${string}`;
type Row = readonly [
  source: keyof typeof SUBSTITUTION_SOURCES,
  insteadOf: Written,
  use: readonly Written[],
  note?: string,
];

export const SUBSTITUTION_TABLE: readonly Row[] = [
  ['USU', '1 tsp baking powder', ['0.25 tsp baking soda', '0.625 tsp cream of tartar']],
  ['STAR', '0.25 tsp baking soda', ['1 tsp baking powder'], 'Leave out some of the salt.'],
  ['STAR', '1 cup brown sugar', ['1 cup granulated sugar', '1 tbsp molasses']],
  ['SWANS', '1 cup granulated sugar', ['1 cup brown sugar'], 'Pack it into the cup.'],
  ['SWANS', '1 cup superfine sugar', ['1 cup granulated sugar'], 'Grind it finer in a blender.'],
  [
    'USU',
    '1 cup buttermilk',
    ['1 tbsp lemon juice or vinegar', '0.9375 cup milk'],
    'Let it stand for five minutes.',
  ],
  ['CERESOTA', '1 cup buttermilk', ['1 cup plain yogurt']],
  ['LIFE_HOME', '1 cup yogurt', ['1 cup buttermilk']],
  ['CERESOTA', '1 cup sour cream', ['1 cup plain yogurt']],
  ['CERESOTA', '8 oz mascarpone', ['8 oz cream cheese']],
  [
    'LIFE_HOME',
    '1 cup heavy cream',
    ['0.33 cup melted butter', '0.67 cup whole milk'],
    'Good for baking; it cannot be whipped.',
  ],
  ['BROWN_EYED', '1 cup half-and-half', ['0.5 cup whole milk', '0.5 cup heavy cream']],
  ['LIFE_HOME', '1 cup milk', ['0.5 cup evaporated milk', '0.5 cup water']],
  ['USU', '1 cup cake flour', ['0.875 cup all-purpose flour'], 'A cup, less two tablespoons.'],
  [
    'BROWN_EYED',
    '1 cup cake flour',
    ['0.75 cup all-purpose flour', '2 tbsp cornstarch'],
    'Sift them together.',
  ],
  ['SWANS', '1 cup all-purpose flour', ['1.125 cup cake flour'], 'A cup and two tablespoons.'],
  [
    'CHEW',
    '1 cup self-rising flour',
    ['1 cup all-purpose flour', '1.5 tsp baking powder', '0.25 tsp salt'],
  ],
  ['CERESOTA', '1 tbsp cornstarch', ['2 tbsp all-purpose flour'], 'For thickening.'],
  ['USU', '1 oz unsweetened chocolate', ['3 tbsp cocoa powder', '1 tbsp butter']],
  ['CERESOTA', '1 oz semisweet chocolate', ['1 oz unsweetened chocolate', '1 tbsp sugar']],
  [
    'BROWN_EYED',
    '3 tbsp cocoa powder',
    ['1 oz unsweetened chocolate'],
    'Take a tablespoon less of the fat in the recipe.',
  ],
  [
    'BROWN_EYED',
    '3 tbsp dutch-process cocoa',
    ['3 tbsp natural cocoa powder', '0.125 tsp baking soda'],
  ],
  ['CHEW', '1 cup honey', ['0.75 cup maple syrup', '0.5 cup granulated sugar']],
  ['CERESOTA', '1 cup molasses', ['1 cup honey']],
  ['CHEW', '0.5 tsp cream of tartar', ['0.5 tsp lemon juice or vinegar']],
  [
    'BELLA',
    '1 egg',
    ['1 tbsp ground flaxseed', '3 tbsp water'],
    'Vegan. It binds; it does not rise. Let it stand until it gels.',
  ],
  ['BELLA', '1 egg', ['3 tbsp applesauce', '1 tsp baking powder'], 'Vegan.'],
  ['CERESOTA', '1 egg', ['2 egg yolks'], 'In custards and doughs.'],
  ['BELLA', '1 cup butter', ['1 cup vegetable oil'], 'Where it is melted; not for creaming.'],
  ['LIFE_HOME', '1 tbsp fresh herbs', ['1 tsp dried herbs']],
  ['LIFE_HOME', '1 tbsp lemon juice', ['1 tbsp white vinegar']],
  ['BROWN_EYED', '1 vanilla bean', ['2.5 tsp vanilla extract']],
  [
    'BROWN_EYED',
    '1 tsp pumpkin pie spice',
    ['0.5 tsp cinnamon', '0.25 tsp ground ginger', '0.125 tsp allspice', '0.125 tsp nutmeg'],
  ],
  ['CHEW', '1 tsp allspice', ['0.5 tsp cinnamon', '0.125 tsp ground cloves']],
];

/** Synonyms of names in the table. */
export const SUBSTITUTION_ALIASES: Readonly<Record<string, string>> = {
  'bicarbonate of soda': 'baking soda',
  cocoa: 'cocoa powder',
  chocolate: 'unsweetened chocolate',
  cornflour: 'cornstarch',
  cream: 'heavy cream',
  'double cream': 'heavy cream',
  'whipping cream': 'heavy cream',
  flour: 'all-purpose flour',
  'plain flour': 'all-purpose flour',
  'caster sugar': 'superfine sugar',
  'self-raising flour': 'self-rising flour',
  sugar: 'granulated sugar',
  treacle: 'molasses',
  yoghurt: 'yogurt',
  'plain yogurt': 'yogurt',
};
