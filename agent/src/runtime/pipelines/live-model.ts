import { Behavior } from '@google/genai';
import * as google from '@livekit/agents-plugin-google';
import type { SessionListener } from './pipeline.ts';
import { detectRefusals } from '../workarounds/detect-refusals.ts';
import { omitEmptyTurns } from '../workarounds/omit-empty-turns.ts';
import { postponeGoAway } from '../workarounds/postpone-go-away.ts';
import type { RealtimeSession } from '../workarounds/realtime-session.ts';
import { releaseToolCalls } from '../workarounds/release-tool-calls.ts';
import { ignoreLateErrors } from '../workarounds/ignore-late-errors.ts';
import { watchGeneration } from '../workarounds/watch-generation.ts';
import { watchSocket } from '../workarounds/watch-socket.ts';

export type LiveConfig = {
  readonly googleApiKey: string;
  readonly model: string;
  readonly voice: string;
};

/** Gemini Live, with the workarounds that plugin-google 1.9.0 needs. */
export class LiveModel extends google.realtime.RealtimeModel {
  readonly #listener: SessionListener;

  constructor(config: LiveConfig, listener: SessionListener) {
    super({
      apiKey: config.googleApiKey,
      model: config.model,
      voice: config.voice,
      // Gemini 3.8 calls tools without blocking by default, and would speak before it has the result.
      toolBehavior: Behavior.BLOCKING,
      // Without it Google ends a session after 15 minutes of audio.
      contextWindowCompression: { slidingWindow: {} },
    });
    this.#listener = listener;
  }

  override session(): RealtimeSession {
    const session = super.session();
    watchSocket(session, (code) => this.#listener.lost(`socket_closed_${code}`));
    watchGeneration(session, () => this.#listener.lost('generation_stalled'));
    detectRefusals(session, () => this.#listener.refused());
    postponeGoAway(session);
    omitEmptyTurns(session);
    releaseToolCalls(session);
    ignoreLateErrors(session);
    return session;
  }
}
