/** A conversation, without the wire's format: what replies are chosen from. */
export type Conversation = {
  /** The system instruction. */
  readonly instructions: string;
  readonly turns: readonly Turn[];
};

export type Turn = UserTurn | ModelTurn | ToolsTurn;

export type UserTurn = {
  readonly from: 'user';
  readonly text: string;
  readonly pictures: readonly Picture[];
  /** It was spoken, and the recognition was not sure of its words. */
  readonly unsure?: boolean;
};

export type ModelTurn = {
  readonly from: 'model';
  readonly text: string;
  readonly calls: readonly ToolCall[];
};

export type ToolsTurn = { readonly from: 'tools'; readonly results: readonly ToolResult[] };

/** What there is to see in a picture. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  /** As people say it: `JPEG`. */
  readonly type: string;
  /** Names of the colors that cover most of it, the largest first. */
  readonly colors: readonly string[];
};

export type ToolCall = {
  readonly id?: string | undefined;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
};

export type ToolResult = {
  readonly id?: string | undefined;
  readonly name: string;
  readonly response: Readonly<Record<string, unknown>>;
};

/** What the model does next. */
export type Answer =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'calls'; readonly calls: readonly ToolCall[] };

/** What the user said since the last answer. */
export type Pending = {
  readonly text: string;
  readonly pictures: readonly Picture[];
  readonly unsure: boolean;
};

/**
 * Collects the user's turns since the last answer. Clients end a turn with a lone "." where the API wants something
 * from the user, and some send the same words twice: neither is something that was said.
 */
export function pendingUserTurn({ turns }: Conversation): Pending {
  const trailing: UserTurn[] = [];
  for (const turn of turns.toReversed()) {
    if (turn.from !== 'user') break;
    trailing.unshift(turn);
  }
  const texts = new Set(trailing.map(({ text }) => text.trim()));
  texts.delete('.');
  texts.delete('');
  return {
    text: [...texts].join(' '),
    pictures: trailing.flatMap(({ pictures }) => pictures),
    unsure: trailing.some(({ unsure }) => unsure === true),
  };
}
