import * as z from 'zod';

const Attributes = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

const Sum = z.object({
  type: z.literal('sum'),
  attributes: Attributes,
  value: z.number().nonnegative(),
});

const Histogram = z.object({
  type: z.literal('histogram'),
  attributes: Attributes,
  sum: z.number(),
  count: z.number().int().nonnegative(),
  /** Upper bounds; `counts` has one more entry, for values above the last bound. */
  bounds: z.array(z.number()),
  counts: z.array(z.number().int().nonnegative()),
});

/** One instrument's data points since the last report. */
const Measurement = z.object({
  name: z.string(),
  description: z.string(),
  unit: z.string(),
  points: z.array(z.discriminatedUnion('type', [Sum, Histogram])),
});
export type Measurement = z.infer<typeof Measurement>;
export type Point = Measurement['points'][number];

/** A job process's report to its worker process. */
export const Report = z.array(Measurement);
export type Report = z.infer<typeof Report>;
