/** Centimeters in an inch, by definition. */
const INCH_CM = 2.54;
/** Milliliters in a US cup (NIST Handbook 44, appendix C). */
const US_CUP_ML = 236.588;
/** Tolerance when a pan is matched to the chart, in inches, because rims differ. */
const TOLERANCE = 0.3;

export const PAN_SHAPES = [
  'round',
  'springform',
  'square',
  'rectangular',
  'loaf',
  'bundt',
  'tube',
  'pie',
  'muffin',
] as const;
export type PanShape = (typeof PAN_SHAPES)[number];

export type Pan = {
  readonly shape: PanShape;
  readonly unit: 'inch' | 'cm';
  /** Diameter of a round pan; the side of a square one; the longer side of the others; of a muffin tin, one cup's diameter. */
  readonly size?: number | undefined;
  /** The shorter side of a rectangular or loaf pan. */
  readonly width?: number | undefined;
  readonly depth?: number | undefined;
  /** Capacity of one pan in US cups, to the brim, which overrides the measures. */
  readonly cups?: number | undefined;
  /** The same in milliliters. */
  readonly ml?: number | undefined;
  /** How many pans; of a muffin tin, how many cups are filled. */
  readonly count?: number | undefined;
};

/**
 * Measured capacities of pans whose sides slope and curve: inches, and US cups to the brim. Joy of Baking, Baking Pan Sizes:
 * https://www.joyofbaking.com/PanSizes.html
 */
const MEASURED = [
  { shape: 'loaf', size: 8, width: 4, cups: 4 },
  { shape: 'loaf', size: 8.5, width: 4.5, cups: 6 },
  { shape: 'loaf', size: 9, width: 5, cups: 8 },
  { shape: 'bundt', size: 7.5, width: undefined, cups: 6 },
  { shape: 'bundt', size: 9, width: undefined, cups: 9 },
  { shape: 'bundt', size: 10, width: undefined, cups: 12 },
  { shape: 'tube', size: 9, width: undefined, cups: 12 },
  { shape: 'tube', size: 10, width: undefined, cups: 16 },
  { shape: 'pie', size: 8, width: undefined, cups: 4 },
  { shape: 'pie', size: 9, width: undefined, cups: 5 },
  { shape: 'muffin', size: 1.75, width: undefined, cups: 1 / 8 },
  { shape: 'muffin', size: 2.75, width: undefined, cups: 1 / 2 },
  { shape: 'muffin', size: 3, width: undefined, cups: 5 / 8 },
] as const;

/** Usual depth in inches, as charts of pans assume; a loaf pan's is 7 cm. */
const USUAL_DEPTH = { straight: 2, springform: 2.5, loaf: 2.75 };

/**
 * What a pan holds of its calculated volume: sides flare and corners are round. Of the pans with straight sides of 8 and 9 inches
 * and 9 by 13 it is 0.89 on average, by the chart above; of its loaf pans 0.83.
 */
const HELD = { straight: 0.89, loaf: 0.83 };

/** How the capacity of a ring grows with its diameter, as a power: from the chart's smallest to its largest. */
const RING_GROWTH = { bundt: 2.41, tube: 2.73 };
/** Diameters of rings, in inches, to which the chart may be extended. */
const RING_SIZES = { min: 6, max: 12 };

const STANDARD_MUFFIN = 2.75;

export type PanFailure = 'size_needed' | 'width_needed' | 'capacity_needed';

export type PanComparison =
  | {
      readonly ok: true;
      /** Multiply every ingredient by this. */
      readonly factor: number;
      /** By area, depth of the batter and baking time stay about the same; by volume they may not. */
      readonly basis: 'area' | 'volume';
    }
  | { readonly ok: false; readonly failure: PanFailure; readonly pan: 'from' | 'to' };

/**
 * The factor by which to scale a recipe from one pan to another: by area for pans with straight sides whose depth is not known
 * to differ, else by volume.
 */
export function comparePans(from: Pan, to: Pan): PanComparison {
  const areas = [areaOf(from), areaOf(to)] as const;
  if (areas[0] !== undefined && areas[1] !== undefined && sameDepth(from, to)) {
    return { ok: true, factor: areas[1] / areas[0], basis: 'area' };
  }
  const [before, after] = [capacityOf(from), capacityOf(to)];
  if (typeof before === 'string') return { ok: false, failure: before, pan: 'from' };
  if (typeof after === 'string') return { ok: false, failure: after, pan: 'to' };
  return { ok: true, factor: after / before, basis: 'volume' };
}

/** What the pans hold in all, in milliliters to the brim, or the missing measure. */
export function capacityOf(pan: Pan): number | PanFailure {
  const one = capacityOfOne(pan);
  return typeof one === 'string' ? one : one * (pan.count ?? 1);
}

function capacityOfOne(pan: Pan): number | PanFailure {
  if (pan.ml !== undefined) return pan.ml;
  if (pan.cups !== undefined) return pan.cups * US_CUP_ML;
  const { size, width, depth } = inInches(pan);
  if (size === undefined) return 'size_needed';
  const measured = depth === undefined ? measuredCups(pan.shape, size, width) : undefined;
  if (measured !== undefined) return measured * US_CUP_ML;
  switch (pan.shape) {
    case 'round':
    case 'springform':
    case 'square':
    case 'rectangular': {
      const area = areaOfOne(pan);
      const usual = pan.shape === 'springform' ? USUAL_DEPTH.springform : USUAL_DEPTH.straight;
      return area === undefined
        ? 'width_needed'
        : cubicInches(area * (depth ?? usual) * HELD.straight);
    }
    case 'loaf':
      if (width === undefined) return 'width_needed';
      return cubicInches(size * width * (depth ?? USUAL_DEPTH.loaf) * HELD.loaf);
    case 'bundt':
    case 'tube':
      return ringCapacity(pan.shape, size);
    case 'pie':
    case 'muffin':
      return 'capacity_needed';
  }
}

function measuredCups(shape: PanShape, size: number, width: number | undefined) {
  const near = MEASURED.filter(
    (each) =>
      each.shape === shape &&
      isNear(each.size, size) &&
      (each.width === undefined || width === undefined || isNear(each.width, width)),
  );
  return near.toSorted((a, b) => Math.abs(a.size - size) - Math.abs(b.size - size))[0]?.cups;
}

function ringCapacity(shape: 'bundt' | 'tube', size: number): number | PanFailure {
  if (size < RING_SIZES.min || size > RING_SIZES.max) return 'capacity_needed';
  const [known] = MEASURED.filter((each) => each.shape === shape).toSorted(
    (a, b) => Math.abs(a.size - size) - Math.abs(b.size - size),
  );
  if (!known) return 'capacity_needed';
  return known.cups * (size / known.size) ** RING_GROWTH[shape] * US_CUP_ML;
}

/** Area of the bottoms in square inches; undefined for pans without straight sides, and for those with a given capacity. */
function areaOf(pan: Pan): number | undefined {
  if (pan.cups !== undefined || pan.ml !== undefined) return undefined;
  const one = areaOfOne(pan);
  return one === undefined ? undefined : one * (pan.count ?? 1);
}

function areaOfOne(pan: Pan): number | undefined {
  const { size, width } = inInches(pan);
  if (size === undefined) return undefined;
  switch (pan.shape) {
    case 'round':
    case 'springform':
      return Math.PI * (size / 2) ** 2;
    case 'square':
      return size ** 2;
    case 'rectangular':
      return width === undefined ? undefined : size * width;
    case 'loaf':
    case 'bundt':
    case 'tube':
    case 'pie':
    case 'muffin':
      return undefined;
  }
}

function sameDepth(from: Pan, to: Pan): boolean {
  const [before, after] = [inInches(from).depth, inInches(to).depth];
  return before === undefined || after === undefined || isNear(before, after);
}

/** The measures in inches, the longer side first. */
function inInches({ shape, unit, size, width, depth }: Pan) {
  const inch = unit === 'cm' ? INCH_CM : 1;
  const given = [size, width].filter((side) => side !== undefined).map((side) => side / inch);
  const [longer, shorter] = given.toSorted((a, b) => b - a);
  return {
    size: longer ?? (shape === 'muffin' ? STANDARD_MUFFIN : undefined),
    width: shorter,
    depth: depth === undefined ? undefined : depth / inch,
  };
}

function cubicInches(volume: number): number {
  return volume * INCH_CM ** 3;
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE;
}
