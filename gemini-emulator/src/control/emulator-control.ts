import * as z from 'zod';
import type { ConnectionLimit } from '../live/connection-limit.ts';
import type { FaultRule } from './faults.ts';
import type { Quota } from './quotas.ts';

/** A fault as it is asked for: everything but the fault itself may be left out. */
export type FaultOrder = z.input<typeof FaultRule>;

/** A limit as it is asked for: what is left out is as Google has it. */
export type ConnectionLimitOrder = z.input<typeof ConnectionLimit>;

/** A quota as it is asked for: the model may be left out. */
export type QuotaOrder = z.input<typeof Quota>;

const CaptureSummary = z.object({
  id: z.string(),
  at: z.number(),
  kind: z.enum(['generateContent', 'live']),
  model: z.string(),
});
export type CaptureSummary = z.infer<typeof CaptureSummary>;

/** A capture in full. `body` belongs to `generateContent`, what follows it to `live`. */
const Capture = CaptureSummary.extend({
  body: z.unknown().optional(),
  fault: z.string().optional(),
  setup: z.unknown().optional(),
  messages: z
    .array(z.object({ at: z.number(), from: z.enum(['client', 'server']), message: z.unknown() }))
    .optional(),
  transcripts: z
    .array(z.object({ at: z.number(), text: z.string(), final: z.boolean() }))
    .optional(),
  audioMs: z.number().optional(),
  closed: z.object({ code: z.number(), by: z.enum(['client', 'server']) }).optional(),
});
export type Capture = z.infer<typeof Capture>;

/** Steers an emulator from a test, over its control server. */
export class EmulatorControl {
  readonly #url: string;

  /** @param url the emulator's `controlUrl`. */
  constructor(url: string) {
    this.#url = url;
  }

  /** Orders a fault. One with `at: 'now'` strikes at once. @returns the number of connections that it struck */
  async addFault(order: FaultOrder): Promise<{ struck?: number | undefined }> {
    const answer = await this.#call('POST', '/faults', order);
    return z.object({ struck: z.number().optional() }).parse(await answer.json());
  }

  async clearFaults(): Promise<void> {
    await this.#call('DELETE', '/faults');
  }

  /** Limits the Live connections that open from now on. Without a limit, they last as Google's do. */
  async limitConnections(order: ConnectionLimitOrder = {}): Promise<void> {
    await this.#call('PUT', '/connection-limit', order);
  }

  /** Limits the requests that models may be sent from now on. */
  async addQuota(order: QuotaOrder): Promise<void> {
    await this.#call('POST', '/quotas', order);
  }

  async clearQuotas(): Promise<void> {
    await this.#call('DELETE', '/quotas');
  }

  async captures(): Promise<CaptureSummary[]> {
    return z.array(CaptureSummary).parse(await (await this.#call('GET', '/captures')).json());
  }

  async capture(id: string): Promise<Capture> {
    return Capture.parse(await (await this.#call('GET', `/captures/${id}`)).json());
  }

  /** All that was heard on a Live connection, as a WAV file. */
  async audio(id: string): Promise<Buffer> {
    const answer = await this.#call('GET', `/captures/${id}/audio.wav`);
    return Buffer.from(await answer.arrayBuffer());
  }

  async clearCaptures(): Promise<void> {
    await this.#call('DELETE', '/captures');
  }

  async #call(method: string, path: string, body?: object): Promise<Response> {
    const answer = await fetch(this.#url + path, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) {
      throw new Error(
        `The emulator's control server answered ${answer.status}: ${await answer.text()}`,
      );
    }
    return answer;
  }
}
