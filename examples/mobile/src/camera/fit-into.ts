type Size = { readonly width: number; readonly height: number };

/** The size of a picture, scaled down until neither side is longer than `maxSide`. Never scaled up. */
export function fitInto({ width, height }: Size, maxSide: number): Size {
  const scale = Math.min(1, maxSide / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
