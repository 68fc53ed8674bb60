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
  /** Upper bounds, and how many fell below each and above the last. */
  bounds: z.array(z.number()),
  counts: z.array(z.number().int().nonnegative()),
});

/** What one instrument measured since the last report. */
const Measurement = z.object({
  name: z.string(),
  description: z.string(),
  unit: z.string(),
  points: z.array(z.discriminatedUnion('type', [Sum, Histogram])),
});
export type Measurement = z.infer<typeof Measurement>;
export type Point = Measurement['points'][number];

/** What a job's process reports to its worker's. */
export const Report = z.array(Measurement);
export type Report = z.infer<typeof Report>;
