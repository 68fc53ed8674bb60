import * as z from 'zod';
import { GenerateContentRequest } from '../rest/generate-content.ts';
import { GoogleError } from '../wire/google-error.ts';
import type { ServedModel } from '../wire/models.ts';
import { orderProblem, problemsOfContent, problemsOfContents } from './contents.ts';
import { problemsOfTools } from './function-declarations.ts';
import { abilityProblem, mayEndWithModel, problemsOfRanges } from './generation-config.ts';
import { signatureProblem } from './thought-signatures.ts';
import { readWire } from './wire-schema.ts';

/**
 * Reads a request for a model, and refuses what Google refuses.
 *
 * @throws GoogleError 400
 */
export function checkRequest(body: unknown, model: ServedModel): GenerateContentRequest {
  const request = parse(GenerateContentRequest, readWire('GenerateContentRequest', body));
  const { contents, systemInstruction, tools, generationConfig } = request;
  refuseFields('GenerateContentRequest', [
    ...problemsOfContents(contents, 'contents'),
    ...(systemInstruction ? problemsOfContent(systemInstruction, 'system_instruction') : []),
    ...problemsOfTools(tools),
    ...problemsOfRanges(generationConfig),
  ]);
  refuse(
    abilityProblem(generationConfig, model) ??
      speechProblem(request, model) ??
      callingProblem(request) ??
      orderProblem(contents, { mayEndWithModel: mayEndWithModel(model) }) ??
      (model.release >= 3 ? signatureProblem(contents) : undefined),
  );
  return request;
}

/** A model that only speaks takes neither instructions nor functions. */
function speechProblem(
  { systemInstruction, tools }: GenerateContentRequest,
  { name, role }: ServedModel,
): string | undefined {
  if (role !== 'tts') return undefined;
  if (systemInstruction) return `Developer instruction is not enabled for models/${name}`;
  if (tools.length > 0) return `Function calling is not enabled for models/${name}`;
  return undefined;
}

function callingProblem({ tools, toolConfig }: GenerateContentRequest): string | undefined {
  const declared = tools.flatMap(({ functionDeclarations }) => functionDeclarations);
  const wanted = ['ANY', 'VALIDATED'].includes(toolConfig?.functionCallingConfig?.mode ?? '');
  return wanted && declared.length === 0
    ? 'Function calling config is set without function_declarations.'
    : undefined;
}

/**
 * Refuses fields, each as `* GenerateContentRequest.contents: contents is not specified`.
 *
 * @throws GoogleError 400 if there are problems
 */
export function refuseFields(message: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new GoogleError(400, problems.map((problem) => `* ${message}.${problem}\n`).join(''));
}

/** @throws GoogleError 400 for what the wire's schema allows and the emulator does not understand */
export function parse<T extends z.ZodType>(type: T, value: unknown): z.output<T> {
  const parsed = type.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new GoogleError(400, `Invalid JSON payload received. ${z.prettifyError(parsed.error)}`);
}

function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw new GoogleError(400, problem);
}
