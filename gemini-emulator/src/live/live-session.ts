import type { Pcm } from '../audio/pcm.ts';
import type { Fault } from '../control/faults.ts';
import type { LiveCapture } from '../control/live-capture.ts';
import type { Recognizer } from '../stt/recognizer.ts';
import type { Voice } from '../tts/voice.ts';
import type { LiveLink } from './live-link.ts';
import type { ClientContent, RealtimeInput, ToolResponse } from './messages.ts';

/** What goes on behind a Live connection once it is set up. */
export interface LiveSession {
  hear(sound: Pcm): void;
  receiveContent(content: ClientContent): void;
  /** Everything of a realtime input but its sound, which goes to `hear`. */
  receiveRealtime(input: RealtimeInput): void;
  receiveToolResponse(response: ToolResponse): void;
  close(): void;
}

/** What a session works with. */
export type SessionContext = {
  readonly link: LiveLink;
  readonly recognizer: Recognizer;
  readonly voice: Voice;
  readonly capture: LiveCapture;
  /** How long the model takes to begin an answer, in ms. */
  readonly firstWordMs: number;
  /** The fault that strikes this turn, if any. */
  readonly takeFault: (said: string) => Fault | undefined;
  /** Closes the connection with Google's message for an internal error. */
  readonly failed: (error: unknown) => void;
};
