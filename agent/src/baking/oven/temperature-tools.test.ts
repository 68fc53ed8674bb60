import { describe, expect, it } from 'vitest';
import { temperatureTools } from './temperature-tools.ts';

const [exact, oven] = temperatureTools();

type Setting = { temperature: number; from: string; to: string };

async function run(tool: typeof exact | typeof oven, setting: Setting): Promise<unknown> {
  return await Reflect.apply(tool.execute, tool, [setting, {}]);
}

describe('convert_temperature', () => {
  it('is exact to a degree, so that minced meat at 160 °F stays safe', async () => {
    const meat = { temperature: 160, from: 'fahrenheit', to: 'celsius' };
    expect(await run(exact, meat)).toEqual({ temperature: 71, scale: 'celsius' });
  });
});

describe('convert_oven_temperature', () => {
  it('answers with the steps of a dial, and with the fan', async () => {
    const setting = { temperature: 350, from: 'fahrenheit', to: 'celsius' };
    expect(await run(oven, setting)).toEqual({
      temperature: 180,
      scale: 'celsius',
      withFan: 160,
    });
  });

  it.each([
    [{ temperature: 50, from: 'celsius', to: 'gas' }, 'below the gas scale'],
    [{ temperature: 300, from: 'celsius', to: 'gas' }, 'above the gas scale'],
    [{ temperature: 12, from: 'gas', to: 'celsius' }, 'with halves'],
    [{ temperature: 10, from: 'celsius', to: 'fahrenheit' }, 'No oven is that cool'],
    [{ temperature: 600, from: 'celsius', to: 'fahrenheit' }, 'No household oven is that hot'],
  ])('says of %j why no oven has it: %s', async (setting, message) => {
    await expect(run(oven, setting)).rejects.toThrow(message);
  });
});
