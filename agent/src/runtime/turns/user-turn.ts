import type { TurnKind } from '@bakebot/protocol';

/** A picture as models receive it: JPEG, upright, without metadata. */
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
  /** Transcript, typed text or caption; empty for pictures without a caption. */
  readonly text: string;
  readonly pictures: readonly Picture[];
};
