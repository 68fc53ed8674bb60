import { expect } from 'vitest';
import * as z from 'zod';
import type { JudgedRequest } from './judged-request.ts';

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
      details: z
        .array(z.looseObject({ '@type': z.string() }))
        .nullish()
        .transform((details) => details ?? []),
    })
    .nullable()
    .default(null),
});
export type Outcome = z.infer<typeof Outcome>;

/** Less is not a word. */
const MIN_SOUND_BYTES = 10_000;

/** The outcome that a request must have, for `toMatchObject`. */
export function expectedOutcome(request: JudgedRequest): object {
  if ('refusal' in request) {
    const { code, status, message, details = [] } = request.refusal;
    const error = { code, message: expect.stringContaining(message) };
    const types = details.map((type) => ({ '@type': `type.googleapis.com/google.rpc.${type}` }));
    return { error: status === undefined ? error : { ...error, status, details: types } };
  }
  const { text = '', call, sound, model = '' } = request.answer;
  return {
    text: expect.stringContaining(text),
    calls: call === undefined ? [] : [call],
    soundBytes: expect.toSatisfy((bytes: number) => bytes > MIN_SOUND_BYTES === (sound ?? false)),
    model: expect.stringContaining(model),
    error: null,
  };
}
