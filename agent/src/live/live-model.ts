import * as google from '@livekit/agents-plugin-google';
import type { SessionListener } from '../pipelines/pipeline.ts';
import { hearRefusals } from './hear-refusals.ts';
import { postponeGoAway } from './postpone-go-away.ts';
import type { RealtimeSession } from './realtime-session.ts';
import { releaseToolCalls } from './release-tool-calls.ts';
import { swallowLateErrors } from './swallow-late-errors.ts';
import { watchGeneration } from './watch-generation.ts';
import { watchSocket } from './watch-socket.ts';

export type LiveConfig = {
  readonly googleApiKey: string;
  readonly model: string;
  readonly voice: string;
};

/** Gemini Live with everything around it that this version of the plugin needs. */
export class LiveModel extends google.realtime.RealtimeModel {
  readonly #listener: SessionListener;

  constructor(config: LiveConfig, listener: SessionListener) {
    super({
      apiKey: config.googleApiKey,
      model: config.model,
      voice: config.voice,
      // Without it Google ends a session that has heard 15 minutes of sound.
      contextWindowCompression: { slidingWindow: {} },
    });
    this.#listener = listener;
  }

  override session(): RealtimeSession {
    const session = super.session();
    watchSocket(session, (code) => this.#listener.lost(`the model's socket closed with ${code}`));
    watchGeneration(session, () => this.#listener.lost('the model fell silent'));
    hearRefusals(session, () => this.#listener.refused());
    postponeGoAway(session);
    releaseToolCalls(session);
    swallowLateErrors(session);
    return session;
  }
}
