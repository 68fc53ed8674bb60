import type { Content } from './content.ts';

type Modality = 'TEXT' | 'IMAGE' | 'AUDIO';
type Tokens = { readonly modality: Modality; readonly tokenCount: number };

/** Roughly what Google counts (https://ai.google.dev/gemini-api/docs/tokens). */
const CHARACTERS_PER_TOKEN = 4;
const AUDIO_TOKENS_PER_SECOND = 25;

/** Token counts by modality. */
export type Usage = readonly Tokens[];

export function textTokens(text: string): Tokens {
  return { modality: 'TEXT', tokenCount: Math.ceil(text.length / CHARACTERS_PER_TOKEN) };
}

export function audioTokens(ms: number): Tokens {
  return { modality: 'AUDIO', tokenCount: Math.ceil((ms / 1000) * AUDIO_TOKENS_PER_SECOND) };
}

/** @param imageTokens of one image */
export function promptUsage(contents: readonly Content[], imageTokens: number): Usage {
  const parts = contents.flatMap((content) => content.parts);
  const images = parts.filter(({ inlineData }) => inlineData?.mimeType.startsWith('image/')).length;
  const words = parts.map((part) => part.text ?? toolWords(part)).join('');
  return [
    textTokens(words),
    { modality: 'IMAGE' as const, tokenCount: images * imageTokens },
  ].filter(({ tokenCount }) => tokenCount > 0);
}

export function total(usage: Usage): number {
  return usage.reduce((sum, { tokenCount }) => sum + tokenCount, 0);
}

function toolWords({ functionCall, functionResponse }: Content['parts'][number]): string {
  return functionCall || functionResponse ? JSON.stringify(functionCall ?? functionResponse) : '';
}
