export type DoughTemperatures = {
  readonly desired: number;
  readonly flour: number;
  readonly room: number;
  /** Of a starter or another preferment, if there is one. */
  readonly starter?: number | undefined;
  readonly unit: 'celsius' | 'fahrenheit';
  readonly kneading: 'by_hand' | 'mixer';
};

/**
 * How much kneading warms a dough, in degrees Fahrenheit, times the number of temperatures: the friction factor. Jeffrey
 * Hamelman's, by Dough and Mortar: http://doughandmortar.blogspot.com/2011/07/desired-dough-temperature-and-other.html
 */
const FRICTION_F = { by_hand: 12, mixer: 24 };

/** Degrees Celsius in a difference of one degree Fahrenheit. */
const CELSIUS_PER_FAHRENHEIT = 5 / 9;

/**
 * Temperature of the water that gives a dough the desired temperature: the desired one times the number of the others and the
 * water, minus the others, minus the friction. King Arthur Baking, "Desired dough temperature" and "Determining the friction factor
 * in baking".
 */
export function waterTemperature(temperatures: DoughTemperatures): number {
  const { desired, flour, room, starter, unit, kneading } = temperatures;
  const known = [flour, room, ...(starter === undefined ? [] : [starter])];
  const friction = FRICTION_F[kneading] * (unit === 'celsius' ? CELSIUS_PER_FAHRENHEIT : 1);
  return desired * (known.length + 1) - known.reduce((a, b) => a + b, 0) - friction;
}
