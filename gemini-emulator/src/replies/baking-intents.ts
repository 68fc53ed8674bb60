import type { Intent } from './intent.ts';
import { type Facts, fillCall, findTool } from './tools.ts';

const INSTEAD =
  /\b(?:instead of|in place of|(?:substitute|substitution|replacement|replace) (?:for )?|(?:have|got) no|(?:ran|run) out of|out of) ?(?:the |my |any |an? |1 )?([a-z][a-z' -]*)/u;

/** "What can I use instead of buttermilk?" */
export const findSubstitute: Intent = ({ text, tools }) => {
  const ingredient = INSTEAD.exec(text)?.[1]
    ?.replaceAll(/\b(?:please|what|can|i|use|for|in|with)\b.*$/gu, '')
    .trim();
  if (!ingredient) return undefined;
  const tool = findTool(tools, 'substitut');
  const call = tool && fillCall(tool, { ingredient });
  return call && { type: 'calls', calls: [call] };
};

const SHAPE = '(round|square|loaf|bundt)';
const PAN = String.raw`(?:an? )?(\d+(?:\.\d+)?) (inch|inches|cm|centimet\w+)(?: ${SHAPE})?`;
const FROM_PAN_TO_PAN = new RegExp(
  String.raw`${PAN}(?: (?:pan|tin))? (?:to|into|2|for) ${PAN}(?: (?:pan|tin))?(?: ${SHAPE})?`,
  'u',
);

/** "Scale the recipe from an 8 inch to a 9 inch round pan." */
export const scaleForPan: Intent = ({ text, tools }) => {
  const [, size, unit, shape, toSize, toUnit, toShape] = FROM_PAN_TO_PAN.exec(text) ?? [];
  if (size === undefined || unit === undefined || toSize === undefined || toUnit === undefined) {
    return undefined;
  }
  const tool = findTool(tools, 'scale', 'pan');
  const call =
    tool &&
    fillCall(tool, {
      from_pan: panOf(size, unit, shape ?? toShape),
      to_pan: panOf(toSize, toUnit, toShape ?? shape),
    });
  return call && { type: 'calls', calls: [call] };
};

function panOf(size: string, unit: string, shape = 'round'): Facts {
  return { shape, unit: unit.startsWith('inch') ? 'inch' : 'cm', size: Number(size) };
}

/** "Open the camera." */
export const openCamera: Intent = ({ text, tools }) => {
  if (!/\b(?:open|start|show me|use) (?:the |my )?camera\b/u.test(text)) return undefined;
  const tool = findTool(tools, 'camera');
  const call = tool && fillCall(tool, { hint: 'your baking' });
  return call && { type: 'calls', calls: [call] };
};
