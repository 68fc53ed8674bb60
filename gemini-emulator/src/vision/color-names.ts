type Rgb = readonly [red: number, green: number, blue: number];

/** Names that a person would use, with a typical value of each. */
const COLOURS: readonly (readonly [name: string, ...Rgb])[] = [
  ['black', 15, 15, 15],
  ['dark grey', 70, 70, 70],
  ['grey', 128, 128, 128],
  ['light grey', 195, 195, 195],
  ['white', 250, 250, 250],
  ['red', 215, 30, 35],
  ['dark red', 120, 15, 20],
  ['pink', 245, 160, 180],
  ['orange', 245, 140, 30],
  ['brown', 120, 75, 40],
  ['golden brown', 195, 140, 75],
  ['beige', 230, 210, 175],
  ['yellow', 245, 220, 50],
  ['olive', 120, 120, 40],
  ['green', 50, 160, 60],
  ['dark green', 20, 80, 35],
  ['light green', 150, 215, 130],
  ['turquoise', 60, 195, 190],
  ['blue', 40, 80, 200],
  ['light blue', 140, 190, 240],
  ['dark blue', 15, 30, 95],
  ['purple', 125, 50, 160],
];

/** The name of the color that looks most like this one (channels 0-255). */
export function nearestColor(red: number, green: number, blue: number): string {
  let nearest = 'grey';
  let smallest = Number.POSITIVE_INFINITY;
  for (const [name, ...value] of COLOURS) {
    const distance = difference([red, green, blue], value);
    if (distance < smallest) [nearest, smallest] = [name, distance];
  }
  return nearest;
}

/** "Redmean": a cheap distance that is close to what eyes see (https://www.compuphase.com/cmetric.htm). */
function difference([r1, g1, b1]: Rgb, [r2, g2, b2]: Rgb): number {
  const mean = (r1 + r2) / 2;
  const [r, g, b] = [r1 - r2, g1 - g2, b1 - b2];
  return (2 + mean / 256) * r * r + 4 * g * g + (2 + (255 - mean) / 256) * b * b;
}
