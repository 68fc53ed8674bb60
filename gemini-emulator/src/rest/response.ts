import { randomUUID } from 'node:crypto';
import type { Content, Part } from '../wire/content.ts';
import { promptUsage, total, type Usage } from '../wire/usage.ts';

/** An answer, or a chunk of one. The last chunk has the `finishReason`. */
export type GenerateContentResponse = {
  readonly candidates: readonly [Candidate];
  readonly usageMetadata: object;
  readonly modelVersion: string;
  readonly responseId: string;
};

type Candidate = {
  /** Google leaves `parts` out when there are none. */
  readonly content?: { readonly role: 'model'; readonly parts?: readonly Part[] };
  readonly finishReason?: FinishReason;
  readonly index: 0;
};

type FinishReason = 'STOP' | 'SAFETY';

/** Writes the chunks of one answer. */
export class ResponseWriter {
  readonly #model: string;
  readonly #prompt: Usage;
  readonly #responseId = randomUUID();

  constructor(model: string, prompt: readonly Content[]) {
    this.#model = model;
    this.#prompt = promptUsage(prompt);
  }

  chunk(parts: readonly Part[]): GenerateContentResponse {
    return this.#write({ content: { role: 'model', parts }, index: 0 }, []);
  }

  /** @param parts none at all (`undefined`) is an answer that was blocked. */
  last(
    parts: readonly Part[] | undefined,
    finishReason: FinishReason,
    usage: Usage,
  ): GenerateContentResponse {
    const content = parts && { role: 'model' as const, ...(parts.length > 0 && { parts }) };
    return this.#write({ ...(content && { content }), finishReason, index: 0 }, usage);
  }

  #write(candidate: Candidate, usage: Usage): GenerateContentResponse {
    const [prompt, candidates] = [total(this.#prompt), total(usage)];
    return {
      candidates: [candidate],
      usageMetadata: {
        promptTokenCount: prompt,
        ...(candidates > 0 && { candidatesTokenCount: candidates, candidatesTokensDetails: usage }),
        totalTokenCount: prompt + candidates,
        promptTokensDetails: this.#prompt,
      },
      modelVersion: this.#model,
      responseId: this.#responseId,
    };
  }
}

/** The chunks of an answer as one answer. */
export function merge(chunks: readonly GenerateContentResponse[]): GenerateContentResponse {
  const [last] = chunks.slice(-1);
  if (!last) throw new RangeError('An answer has at least one chunk.');
  const parts = joinParts(chunks.flatMap(({ candidates: [{ content }] }) => content?.parts ?? []));
  if (parts.length === 0) return last;
  return { ...last, candidates: [{ ...last.candidates[0], content: { role: 'model', parts } }] };
}

/** Text becomes one part, and so does sound. */
function joinParts(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const previous = joined.at(-1);
    if (previous?.text !== undefined && part.text !== undefined) {
      joined.splice(-1, 1, { text: previous.text + part.text });
    } else if (previous?.inlineData && part.inlineData) {
      const sound = [previous.inlineData, part.inlineData].map(({ data }) =>
        Buffer.from(data, 'base64'),
      );
      const data = Buffer.concat(sound).toString('base64');
      joined.splice(-1, 1, { inlineData: { ...part.inlineData, data } });
    } else joined.push(part);
  }
  return joined;
}
