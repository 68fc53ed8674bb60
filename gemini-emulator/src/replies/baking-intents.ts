import { parseQuantity } from '@bakebot/agent/baking/quantity';
import type { Intent } from './intent.ts';
import { type Facts, fillCall, findTool } from './tools.ts';

const INSTEAD =
  /\b(?:instead of|in place of|(?:substitute|substitution|replacement|replace) (?:for )?|(?:have|got) no|(?:ran|run) out of|out of) ?(?:the |my |any |an? )?([\p{L}\d].*)$/iu;

/** "What can I use instead of buttermilk?", "instead of 100 grams of butter". */
export const findSubstitute: Intent = ({ said, tools }) => {
  const what = INSTEAD.exec(said)?.[1]
    ?.replace(/[.,;?!].*$/u, '')
    .replaceAll(/\b(?:please|what|can|i|use|for|in|with)\b.*$/giu, '')
    .trim();
  if (!what) return undefined;
  const { amount, unit, rest = '' } = parseQuantity(what) ?? {};
  const isMeasured = amount !== undefined && rest !== '';
  const tool = findTool(tools, 'substitut');
  const call =
    tool &&
    fillCall(tool, {
      ingredient: isMeasured ? rest : what,
      ...(isMeasured && { amount, unit: unit?.symbol ?? '' }),
    });
  return call && { type: 'calls', calls: [call] };
};

const SHAPE = '(round|square|loaf|bundt)';
const PAN = String.raw`(?:an? )?(\d+(?:\.\d+)?)(?: (?:by|x) (\d+(?:\.\d+)?))? (inch|inches|cm|centimet\w+)(?: ${SHAPE})?`;
const OTHER = '(?:to|into|2|for|but (?:mine|my pan|i have)(?: is)?(?: an?)?)';
const FROM_PAN_TO_PAN = new RegExp(
  String.raw`${PAN}(?: (?:pan|tin))? ${OTHER} ${PAN}(?: (?:pan|tin|one))?(?: ${SHAPE})?`,
  'u',
);

/** "Scale the recipe from an 8 inch to a 9 inch round pan." */
export const scaleForPan: Intent = ({ text, tools }) => {
  const [, size, width, unit, shape, toSize, toWidth, toUnit, toShape, lastShape] =
    FROM_PAN_TO_PAN.exec(text) ?? [];
  if (size === undefined || unit === undefined || toSize === undefined || toUnit === undefined) {
    return undefined;
  }
  const tool = findTool(tools, 'scale', 'pan');
  const other = toShape ?? lastShape;
  const call =
    tool &&
    fillCall(tool, {
      from_pan: panOf([size, width], unit, shape ?? other),
      to_pan: panOf([toSize, toWidth], toUnit, other ?? shape),
    });
  return call && { type: 'calls', calls: [call] };
};

function panOf(sides: readonly (string | undefined)[], unit: string, shape = 'round'): Facts {
  const [longer = 0, shorter] = sides
    .flatMap((side) => (side === undefined ? [] : [Number(side)]))
    .toSorted((a, b) => b - a);
  return {
    shape: shorter === undefined ? shape : 'rectangular',
    unit: unit.startsWith('inch') ? 'inch' : 'cm',
    size: longer,
    ...(shorter !== undefined && { width: shorter }),
  };
}

/** "Open the camera." */
export const openCamera: Intent = ({ text, tools }) => {
  if (!/\b(?:open|start|show me|use) (?:the |my )?camera\b/u.test(text)) return undefined;
  const tool = findTool(tools, 'camera');
  const call = tool && fillCall(tool, { hint: 'your baking' });
  return call && { type: 'calls', calls: [call] };
};
