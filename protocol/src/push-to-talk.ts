import * as z from 'zod/mini';
import { TurnId } from './turn.ts';

/** RPC methods that the app calls on the agent, and the token service one. Payloads and results are JSON. */
export const RpcMethod = {
  /** Is somebody there? Asked by the token service, before it sends a user back into a room. No payload, no result. */
  ping: 'bakebot.ping',
  /** Press: stop speaking and listen. Payload `TalkRequest`. */
  startTalk: 'bakebot.start_talk',
  /** Release: answer what was said. Payload `TalkRequest`. */
  endTalk: 'bakebot.end_talk',
  /** Slide away: forget what was said. Payload `TalkRequest`. */
  cancelTalk: 'bakebot.cancel_talk',
  /** Open microphone (the agent finds the end of speech itself) or push-to-talk. Payload `MicrophoneRequest`. */
  setMicrophone: 'bakebot.set_microphone',
  /** Spoken replies on or off; text always comes. Payload `SpokenRepliesRequest`. */
  setSpokenReplies: 'bakebot.set_spoken_replies',
} as const;

export const TalkRequest = z.object({ turnId: TurnId });
export type TalkRequest = z.infer<typeof TalkRequest>;

export const MicrophoneMode = z.enum(['push-to-talk', 'open']);
export type MicrophoneMode = z.infer<typeof MicrophoneMode>;
export const MicrophoneRequest = z.object({ mode: MicrophoneMode });

export const SpokenRepliesRequest = z.object({ on: z.boolean() });
