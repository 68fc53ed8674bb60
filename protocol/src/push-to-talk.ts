import * as z from 'zod/mini';
import { TurnId } from './turn.ts';

/** RPC methods that the app calls on the agent; `ping` is the token service's. Payloads and results are JSON. */
export const RpcMethod = {
  /** Checks that the agent responds, before the token service lets a user rejoin a room. No payload, no result. */
  ping: 'bakebot.ping',
  /** Button pressed: the agent stops speaking and records the user. Payload `TalkRequest`. */
  startTalk: 'bakebot.start_talk',
  /** Button released: the agent answers the recorded speech. Payload `TalkRequest`. */
  endTalk: 'bakebot.end_talk',
  /** Canceled: the agent discards the recorded speech. Payload `TalkRequest`. */
  cancelTalk: 'bakebot.cancel_talk',
  /** Switches between an open microphone, with turn detection, and push-to-talk. Payload `MicrophoneRequest`. */
  setMicrophone: 'bakebot.set_microphone',
  /** Turns spoken replies on or off; text is always sent. Payload `SpokenRepliesRequest`. */
  setSpokenReplies: 'bakebot.set_spoken_replies',
} as const;

export const TalkRequest = z.object({ turnId: TurnId });
export type TalkRequest = z.infer<typeof TalkRequest>;

export const MicrophoneMode = z.enum(['push-to-talk', 'open']);
export type MicrophoneMode = z.infer<typeof MicrophoneMode>;
export const MicrophoneRequest = z.object({ mode: MicrophoneMode });

export const SpokenRepliesRequest = z.object({ on: z.boolean() });
