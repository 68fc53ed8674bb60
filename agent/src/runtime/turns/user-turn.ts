import type { TurnKind } from '@bakebot/protocol';

/** A checked photo, ready for the model: JPEG, upright, without metadata. */
export type Picture = {
  readonly jpeg: Buffer;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
};

/** One spoken, typed or photographed message of the user. */
export type UserTurn = {
  readonly id: string;
  readonly kind: TurnKind;
  /** Transcript, typed text, or caption; empty for a photo without one. */
  readonly text: string;
  readonly pictures: readonly Picture[];
};
