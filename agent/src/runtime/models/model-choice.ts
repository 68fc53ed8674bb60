import { DEFAULT_MODELS } from './catalogue/index.ts';

/** A model's role in the cascade. */
export type Role = 'stt' | 'llm' | 'tts';

export type Vendor<R extends Role = Role> = {
  [Each in R]: Extract<keyof (typeof DEFAULT_MODELS)[Each], string>;
}[R];

export type ModelChoice<R extends Role> = { readonly vendor: Vendor<R>; readonly model: string };

/** Models in order of preference: when one fails, the next is used. */
export type ModelChain<R extends Role> = readonly [ModelChoice<R>, ...ModelChoice<R>[]];

/**
 * Parses a chain such as `deepgram/nova-3, gemini`: vendors, separated by commas, with or without a model.
 *
 * @returns a string that describes the mistake when the chain is invalid
 */
export function parseChain<R extends Role>(role: R, text: string): ModelChain<R> | string {
  const choices: ModelChoice<R>[] = [];
  for (const each of text.split(',')) {
    const [name = '', ...rest] = each.trim().split('/');
    if (!isVendor(role, name)) {
      return `unknown vendor "${name}": choose from ${Object.keys(DEFAULT_MODELS[role]).join(', ')}`;
    }
    choices.push({ vendor: name, model: rest.join('/') || defaultModel(role, name) });
  }
  const [first, ...others] = choices;
  return first ? [first, ...others] : 'is empty';
}

function isVendor<R extends Role>(role: R, name: string): name is Vendor<R> {
  return Object.hasOwn(DEFAULT_MODELS[role], name);
}

function defaultModel<R extends Role>(role: R, vendor: Vendor<R>): string {
  const models: Readonly<Record<string, string>> = DEFAULT_MODELS[role];
  return models[vendor] ?? '';
}
