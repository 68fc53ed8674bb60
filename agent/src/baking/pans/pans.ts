/** Centimeters in an inch, by definition. */
const INCH_CM = 2.54;
/** Cubic inches in a US cup: a gallon of 231 cubic inches has 16 (NIST Handbook 44, appendix C). */
const CUP_CUBIC_INCHES = 231 / 16;
/** Default depth of a pan, in inches, as charts of pans assume. */
const USUAL_DEPTH = 2;
/** Tolerance when a pan is matched to the chart, in inches, because rims differ. */
const TOLERANCE = 0.3;

export type PanShape = 'round' | 'square' | 'rectangular' | 'loaf' | 'bundt';

export type Pan = {
  readonly shape: PanShape;
  readonly unit: 'inch' | 'cm';
  /** Diameter of a round or bundt pan; the side of a square one; the longer side of the others. */
  readonly size: number;
  /** The shorter side of a rectangular or loaf pan. */
  readonly width?: number | undefined;
  readonly depth?: number | undefined;
  /** Capacity in US cups, which overrides the measures. */
  readonly cups?: number | undefined;
};

/**
 * Measured capacities of loaf and bundt pans, whose sides slope and curve: inches, and US cups to the brim. Joy of Baking,
 * Baking Pan Sizes: https://www.joyofbaking.com/PanSizes.html
 */
const MEASURED = [
  { shape: 'loaf', size: 8, width: 4, cups: 4 },
  { shape: 'loaf', size: 8.5, width: 4.5, cups: 6 },
  { shape: 'loaf', size: 9, width: 5, cups: 8 },
  { shape: 'bundt', size: 7.5, width: undefined, cups: 6 },
  { shape: 'bundt', size: 9, width: undefined, cups: 9 },
  { shape: 'bundt', size: 10, width: undefined, cups: 12 },
] as const;

export type PanFailure = 'width_needed' | 'capacity_needed';

export type PanComparison =
  | {
      readonly ok: true;
      /** Multiply every ingredient by this. */
      readonly factor: number;
      /** By area, depth of the batter and baking time stay about the same; by volume they may not. */
      readonly basis: 'area' | 'volume';
    }
  | { readonly ok: false; readonly failure: PanFailure; readonly pan: 'from' | 'to' };

/** The factor by which to scale a recipe from one pan to another. */
export function comparePans(from: Pan, to: Pan): PanComparison {
  const areas = [areaOf(from), areaOf(to)] as const;
  if (areas[0] !== undefined && areas[1] !== undefined && sameDepth(from, to)) {
    return { ok: true, factor: areas[1] / areas[0], basis: 'area' };
  }
  const [before, after] = [volumeOf(from), volumeOf(to)];
  if (typeof before === 'string') return { ok: false, failure: before, pan: 'from' };
  if (typeof after === 'string') return { ok: false, failure: after, pan: 'to' };
  return { ok: true, factor: after / before, basis: 'volume' };
}

/** Area of the bottom in square inches; undefined for curved pans, and for those with a given capacity. */
function areaOf(pan: Pan): number | undefined {
  if (pan.cups !== undefined) return undefined;
  const { size, width } = inInches(pan);
  switch (pan.shape) {
    case 'round':
      return Math.PI * (size / 2) ** 2;
    case 'square':
      return size ** 2;
    case 'rectangular':
      return width === undefined ? undefined : size * width;
    case 'loaf':
    case 'bundt':
      return undefined;
  }
}

/** Volume in cups, or the missing measure. */
function volumeOf(pan: Pan): number | PanFailure {
  if (pan.cups !== undefined) return pan.cups;
  const area = areaOf(pan);
  const { size, width, depth } = inInches(pan);
  if (area !== undefined) return (area * (depth ?? USUAL_DEPTH)) / CUP_CUBIC_INCHES;
  if (pan.shape === 'rectangular') return 'width_needed';
  const measured = MEASURED.find(
    (each) =>
      each.shape === pan.shape &&
      isNear(each.size, size) &&
      (each.width === undefined || width === undefined || isNear(each.width, width)),
  );
  return measured?.cups ?? 'capacity_needed';
}

function sameDepth(from: Pan, to: Pan): boolean {
  const [before, after] = [inInches(from).depth, inInches(to).depth];
  return before === undefined || after === undefined || isNear(before, after);
}

function inInches({ unit, size, width, depth }: Pan) {
  const inch = unit === 'cm' ? INCH_CM : 1;
  return {
    size: size / inch,
    width: width === undefined ? undefined : width / inch,
    depth: depth === undefined ? undefined : depth / inch,
  };
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE;
}
