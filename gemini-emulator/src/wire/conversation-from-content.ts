import type { Picture, Turn } from '../replies/conversation.ts';
import type { Tool } from '../replies/tools.ts';
import { describeImage } from '../vision/describe-image.ts';
import type { Content, FunctionResponse, Part, Tools } from './content.ts';

/** The words of a content, as one text. */
export function textOf({ parts }: Content): string {
  return parts
    .filter(({ thought }) => thought !== true)
    .map(({ text }) => text ?? '')
    .join('')
    .trim();
}

/** What the app told the model about the conversation; empty when it told nothing. */
export function instructionsOf({
  systemInstruction,
}: {
  readonly systemInstruction?: Content | undefined;
}): string {
  return systemInstruction ? textOf(systemInstruction) : '';
}

/**
 * Turns of the wire as `replies/` reads them. Images are described here.
 *
 * @throws UnsupportedImageError, UnreadableImageError
 */
export async function turnsFrom(contents: readonly Content[]): Promise<Turn[]> {
  const turns = await Promise.all(contents.map(turnsOf));
  return turns.flat();
}

async function turnsOf(content: Content): Promise<Turn[]> {
  const { role, parts } = content;
  const text = textOf(content);
  if (role === 'model') {
    const calls = parts.flatMap(({ functionCall }) => functionCall ?? []);
    return [{ from: 'model', text, calls }];
  }
  const turns: Turn[] = [];
  const responses = parts.flatMap(({ functionResponse }) => functionResponse ?? []);
  if (responses.length > 0) turns.push(toolsTurn(responses));
  const pictures = await picturesIn(parts);
  if (text !== '' || pictures.length > 0) turns.push({ from: 'user', text, pictures });
  return turns;
}

export function toolsTurn(responses: readonly FunctionResponse[]): Turn {
  return {
    from: 'tools',
    results: responses.map(({ id, name, response }) => ({ id, name, response })),
  };
}

function picturesIn(parts: readonly Part[]): Promise<Picture[]> {
  const blobs = parts.flatMap(({ inlineData }) => inlineData ?? []);
  return Promise.all(
    blobs.map(({ data, mimeType }) => describeImage(Buffer.from(data, 'base64'), mimeType)),
  );
}

/** The functions that a request offers. */
export function toolsFrom(tools: Tools): Tool[] {
  return tools.flatMap(({ functionDeclarations }) =>
    functionDeclarations.map(({ name, parameters, parametersJsonSchema }) => ({
      name,
      parameters: parameters ?? parametersJsonSchema,
    })),
  );
}
