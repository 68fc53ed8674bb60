import { randomUUID } from 'node:crypto';
import type { BlockReason, FinishReason } from '../control/faults.ts';
import type { Content, Part } from '../wire/content.ts';
import type { ServedModel } from '../wire/models.ts';
import { promptUsage, total, type Usage } from '../wire/usage.ts';

/** An answer, or a chunk of one. The last chunk has the `finishReason`. */
export type GenerateContentResponse = {
  /** Left out when the prompt was refused. */
  readonly candidates?: readonly [Candidate];
  readonly promptFeedback?: { readonly blockReason: BlockReason };
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

/** Writes the chunks of one answer. */
export class ResponseWriter {
  readonly #model: ServedModel;
  readonly #prompt: Usage;
  readonly #thoughtTokens: number;
  readonly #responseId = randomUUID();

  constructor(model: ServedModel, prompt: readonly Content[], thoughtTokens: number) {
    this.#model = model;
    this.#prompt = promptUsage(prompt, model.imageTokens);
    this.#thoughtTokens = thoughtTokens;
  }

  chunk(parts: readonly Part[]): GenerateContentResponse {
    return this.#write(candidate({ content: contentOf(parts) }), []);
  }

  /** @param parts none at all (`undefined`) is an answer that was blocked. */
  last(
    parts: readonly Part[] | undefined,
    finishReason: FinishReason,
    usage: Usage,
  ): GenerateContentResponse {
    const content = parts && contentOf(parts);
    return this.#write(candidate({ ...(content && { content }), finishReason }), usage);
  }

  /** Google did not accept the prompt. */
  blocked(blockReason: BlockReason): GenerateContentResponse {
    return this.#write({ promptFeedback: { blockReason } }, []);
  }

  #write(
    answer: Pick<GenerateContentResponse, 'candidates' | 'promptFeedback'>,
    usage: Usage,
  ): GenerateContentResponse {
    const [prompt, candidates] = [total(this.#prompt), total(usage)];
    const thoughts = answer.promptFeedback ? 0 : this.#thoughtTokens;
    return {
      ...answer,
      usageMetadata: {
        promptTokenCount: prompt,
        ...(candidates > 0 && { candidatesTokenCount: candidates, candidatesTokensDetails: usage }),
        totalTokenCount: prompt + candidates + thoughts,
        promptTokensDetails: this.#prompt,
        ...(thoughts > 0 && { thoughtsTokenCount: thoughts }),
      },
      modelVersion: this.#model.name,
      responseId: this.#responseId,
    };
  }
}

function contentOf(parts: readonly Part[]): NonNullable<Candidate['content']> {
  return { role: 'model', ...(parts.length > 0 && { parts }) };
}

function candidate(fields: Omit<Candidate, 'index'>): { readonly candidates: [Candidate] } {
  return { candidates: [{ ...fields, index: 0 }] };
}

/** The chunks of an answer as one answer. */
export function merge(chunks: readonly GenerateContentResponse[]): GenerateContentResponse {
  const [last] = chunks.slice(-1);
  if (!last) throw new RangeError('An answer has at least one chunk.');
  const parts = joinParts(chunks.flatMap(({ candidates }) => candidates?.[0].content?.parts ?? []));
  if (parts.length === 0 || !last.candidates) return last;
  return { ...last, candidates: [{ ...last.candidates[0], content: { role: 'model', parts } }] };
}

/** Text becomes one part, and so does sound. */
function joinParts(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const previous = joined.at(-1);
    if (previous?.text !== undefined && part.text !== undefined) {
      joined.splice(-1, 1, { ...previous, ...part, text: previous.text + part.text });
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
