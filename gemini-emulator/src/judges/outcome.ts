import { expect } from 'vitest';
import * as z from 'zod';
import type { JudgedRequest } from './requests.ts';

/** What a client made of a request. */
export const Outcome = z.object({
  text: z.string().default(''),
  calls: z.array(z.string()).default([]),
  soundBytes: z.number().default(0),
  model: z.string().default(''),
  error: z
    .object({
      code: z.number(),
      status: z.string().nullish(),
      message: z.string().nullish(),
      details: z.array(z.looseObject({ '@type': z.string() })).nullish(),
    })
    .optional(),
});
export type Outcome = z.infer<typeof Outcome>;

/** Asserts that a client was answered, or refused, as the request says. */
export function expectOutcome(outcome: Outcome, request: JudgedRequest): void {
  const { error } = outcome;
  if ('refusal' in request) {
    const { code, status, message, details = [] } = request.refusal;
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
    if (status === undefined) return;
    expect(error?.status).toBe(status);
    const types = (error?.details ?? []).map((each) => each['@type'].replace(/^.*\.rpc\./u, ''));
    expect(types).toEqual(details);
    return;
  }
  const { text = '', call, sound, model = '' } = request.answer;
  expect(error).toBeUndefined();
  expect(outcome.text).toContain(text);
  if (call !== undefined) expect(outcome.calls).toEqual([call]);
  if (sound) expect(outcome.soundBytes).toBeGreaterThan(10_000);
  expect(outcome.model).toContain(model);
}
