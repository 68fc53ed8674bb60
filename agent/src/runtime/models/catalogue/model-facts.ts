import type { ListPrice } from './price.ts';
import type { Day } from './day.ts';
import type { SourceId } from './sources.ts';

/** What a model is for: the three of the cascade, or speech to speech. */
export type ModelRole = 'stt' | 'llm' | 'tts' | 'live';

export type ThinkingLevel = 'MINIMAL' | 'LOW' | 'MEDIUM' | 'HIGH';

export type Retirement = {
  /** The announced day. Vendors call it the earliest possible one. */
  readonly on: Day;
  /** What the vendor does from then on: refuse requests, or answer them with the successor at its price. */
  readonly effect: 'refused' | 'rerouted';
  /** The replacement that the vendor names, a model of the same vendor. It can have another role. */
  readonly successor: string;
  readonly source: SourceId;
};

/** Requests that a project may send. */
export type RequestLimit = {
  readonly perMinute?: number;
  readonly perDay?: number;
  readonly source: SourceId;
};

/** What is known of a model. A fact that is left out is not known. */
export type ModelFacts = {
  readonly role: ModelRole;
  readonly stage: 'ga' | 'preview' | 'unknown';
  /** Source of name, role and stage. */
  readonly source: SourceId;
  readonly retirement?: Retirement;
  /** Vertex AI retires Google's models on days of its own. */
  readonly retirementOnVertex?: Retirement;
  readonly thinking?: {
    /** Other levels are refused. Empty: the model takes no level, but a budget of tokens. */
    readonly levels: readonly ThinkingLevel[];
    readonly default?: ThinkingLevel;
    readonly source: SourceId;
  };
  /** Tokens of one image at the default resolution. */
  readonly imageTokens?: { readonly count: number; readonly source: SourceId };
  /** Oldest first. Empty: not known. */
  readonly prices: readonly ListPrice[];
  readonly limits?: { readonly free?: RequestLimit; readonly tier1?: RequestLimit };
};

export type VendorModels = Readonly<Record<string, ModelFacts>>;
