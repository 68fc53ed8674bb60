import type { PictureSpec } from './pictures.ts';

export type EvalGroup = 'tools' | 'safety' | 'refusals' | 'pictures' | 'injections' | 'style';

/** A required tool call, and those of its arguments that are checked. */
export type ExpectedCall = {
  readonly tool: string;
  readonly args?: Readonly<Record<string, unknown>>;
};

/** A user turn, and the criteria for a good reply. */
export type EvalCase = {
  /** Unique. */
  readonly name: string;
  readonly group: EvalGroup;
  readonly says: string;
  /** Earlier turns, each of which is answered first. */
  readonly before?: readonly string[];
  readonly picture?: PictureSpec;
  readonly calls?: readonly ExpectedCall[];
  /** Forbidden tools. */
  readonly neverCalls?: readonly string[] | 'all';
  /** The reply must match each of these. */
  readonly mentions?: readonly RegExp[];
  /** The reply must match none of these. */
  readonly avoids?: readonly RegExp[];
};
