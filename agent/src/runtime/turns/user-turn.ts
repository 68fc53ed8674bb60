import type { TurnKind } from '@bakebot/protocol';

/** A picture, checked and ready for the model: JPEG, upright, without its metadata. */
export type Picture = {
  readonly jpeg: Buffer;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
};

/** One thing that the user said, typed or showed. */
export type UserTurn = {
  readonly id: string;
  readonly kind: TurnKind;
  /** What was said or typed, or a picture's caption; empty for a picture alone. */
  readonly text: string;
  readonly pictures: readonly Picture[];
};
