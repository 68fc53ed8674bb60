import { llm } from '@livekit/agents';
import * as z from 'zod';
import { convertOven, type OvenConversion } from './oven.ts';
import { convertDegrees } from './temperature.ts';

const Degrees = z.enum(['celsius', 'fahrenheit']);
const Scale = z.enum(['celsius', 'fahrenheit', 'gas']);

/** Tools for the temperatures of food, and of ovens. */
export function temperatureTools() {
  return [
    llm.tool({
      name: 'convert_temperature',
      description:
        'Converts any temperature that is not an oven setting, exactly to one degree: meat and other food, sugar, oil, water, dough, rooms, refrigerators, freezers.',
      parameters: z.object({ temperature: z.number(), from: Degrees, to: Degrees }),
      execute: async ({ temperature, from, to }) => ({
        temperature: convertDegrees(temperature, from, to),
        scale: to,
      }),
    }),
    llm.tool({
      name: 'convert_oven_temperature',
      description:
        'Converts an oven setting between Celsius, Fahrenheit and gas mark to the steps of a dial, and between ovens with and without a fan. Not for food: convert_temperature is exact.',
      parameters: z.object({
        temperature: z.number().describe('In degrees, or the gas mark: 0.5 for gas ½.'),
        from: Scale,
        to: Scale.describe('The same as from, to convert only between fan and no fan.'),
        fan: z
          .boolean()
          .optional()
          .describe('True if the given temperature is for a fan or convection oven.'),
      }),
      execute: async (setting) => {
        const result = convertOven(setting);
        if (!result.ok) throw new llm.ToolError(explain(result.why));
        const { temperature, withFan } = result;
        return { temperature, scale: setting.to, ...(withFan !== undefined && { withFan }) };
      },
    }),
  ] as const;
}

/** The error message for the model. */
function explain(why: Extract<OvenConversion, { ok: false }>['why']): string {
  switch (why) {
    case 'below_oven':
      return 'No oven is that cool: say so. If it is not about an oven, use convert_temperature.';
    case 'above_oven':
      return 'No household oven is that hot: say so. If it is not about an oven, use convert_temperature.';
    case 'below_gas':
      return 'That is below the gas scale: gas mark ¼ is 110 °C (225 °F). Say so.';
    case 'above_gas':
      return 'That is above the gas scale: gas mark 10 is 260 °C (500 °F). Say so.';
    case 'no_such_mark':
      return 'Gas marks are ¼, ½ and 1 to 10, with halves: ask the cook to look again.';
  }
}
