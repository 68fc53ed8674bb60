import type { PictureSpec } from './pictures.ts';

export type EvalGroup = 'tools' | 'safety' | 'refusals' | 'pictures' | 'injections' | 'style';

/** A tool that has to be called; of its arguments those that matter, numbers to one part in a hundred. */
export type ExpectedCall = {
  readonly tool: string;
  readonly args?: Readonly<Record<string, unknown>>;
};

/** One thing that a cook says or shows, and what a good answer to it is like. */
export type EvalCase = {
  /** Unique; what is tested, in a few words. */
  readonly name: string;
  readonly group: EvalGroup;
  readonly says: string;
  /** What the cook said before; each is answered first. */
  readonly before?: readonly string[];
  readonly picture?: PictureSpec;
  readonly calls?: readonly ExpectedCall[];
  /** Tools that must not be called; `all` for none at all. */
  readonly neverCalls?: readonly string[] | 'all';
  /** What the answer has to say: each of these. */
  readonly mentions?: readonly RegExp[];
  /** What it must not say. */
  readonly avoids?: readonly RegExp[];
};
