import * as z from 'zod';
import { detail, GoogleError } from '../wire/google-error.ts';

const MINUTE_MS = 60_000;
const METRIC = 'generativelanguage.googleapis.com/generate_content_paid_tier_requests';

export const Quota = z.object({
  requestsPerMinute: z.int().nonnegative(),
  /** A part of the models' names, in any case; all models when absent. Each model has requests of its own. */
  model: z.string().default(''),
});
export type Quota = z.infer<typeof Quota>;

/** Requests a minute that models may be sent, as projects have them. Without a quota, any number. */
export class Quotas {
  #quotas: Quota[] = [];
  /** When each model was last asked, in ms since the epoch. */
  readonly #requests = new Map<string, number[]>();

  /** A later quota for a model goes before an earlier one. */
  add(quota: Quota): void {
    this.#quotas.unshift(quota);
  }

  list(): readonly Quota[] {
    return this.#quotas;
  }

  clear(): void {
    this.#quotas = [];
    this.#requests.clear();
  }

  /**
   * Counts a request.
   *
   * @param now in ms since the epoch
   * @throws GoogleError 429 with the wait until the next request, when the last minute had too many; it is not counted
   */
  spend(model: string, now: number): void {
    const quota = this.#quotas.find((each) =>
      model.toLowerCase().includes(each.model.toLowerCase()),
    );
    if (!quota) return;
    const recent = (this.#requests.get(model) ?? []).filter((at) => at > now - MINUTE_MS);
    this.#requests.set(model, recent);
    if (recent.length < quota.requestsPerMinute) {
      recent.push(now);
      return;
    }
    throw exceeded(model, quota.requestsPerMinute, ((recent[0] ?? now) + MINUTE_MS - now) / 1000);
  }
}

function exceeded(model: string, limit: number, seconds: number): GoogleError {
  const docs = 'https://ai.google.dev/gemini-api/docs/rate-limits';
  return new GoogleError(
    429,
    `You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: ${docs}. To monitor your current usage, head to: https://ai.dev/rate-limit. \n* Quota exceeded for metric: ${METRIC}, limit: ${limit}, model: ${model}\nPlease retry in ${seconds}s.`,
    {
      retryAfterSeconds: Math.ceil(seconds),
      details: [
        detail('Help', {
          links: [{ description: 'Learn more about Gemini API quotas', url: docs }],
        }),
        detail('QuotaFailure', {
          violations: [
            {
              quotaMetric: METRIC,
              quotaId: 'GenerateRequestsPerMinutePerProjectPerModel',
              quotaDimensions: { location: 'global', model },
              quotaValue: String(limit),
            },
          ],
        }),
      ],
    },
  );
}
