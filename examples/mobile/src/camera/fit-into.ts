type Size = { readonly width: number; readonly height: number };

/** Scales a size down until neither side is longer than `maxSide`; never up. */
export function fitInto({ width, height }: Size, maxSide: number): Size {
  const scale = Math.min(1, maxSide / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
