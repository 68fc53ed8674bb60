import { Behavior } from '@google/genai';
import * as google from '@livekit/agents-plugin-google';
import type { FaultLog } from '../models/fault-log.ts';
import { classifyVendorError, type VendorError } from '../models/vendor-error.ts';
import { vendorErrorOf } from '../models/vendor-rejection.ts';
import type { SessionListener } from './pipeline.ts';
import { detectRefusals } from '../workarounds/detect-refusals.ts';
import { nameLiveUsage } from '../workarounds/name-live-usage.ts';
import { nameSampleRate } from '../workarounds/name-sample-rate.ts';
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
  readonly #settled: (error: VendorError | undefined) => void;

  /** @param faults logs Google's rejections */
  constructor(config: LiveConfig, listener: SessionListener, faults: FaultLog) {
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
    this.#settled = (error) => faults.settled({ vendor: 'gemini', model: config.model }, error);
  }

  override session(): RealtimeSession {
    const session = super.session();
    watchSocket(session, (code, reason) => {
      const { isPermanent } = classifyVendorError({ code, text: reason });
      this.#listener.lost(`socket_closed_${code}`, isPermanent);
    });
    session.on('error', ({ error }) => {
      const vendorError = vendorErrorOf(error);
      this.#settled(vendorError);
      // The framework closes the session next, and with it the reply, before it tells why.
      if (vendorError.isPermanent) this.#listener.lost('rejected', true);
    });
    session.on('generation_created', () => this.#settled(undefined));
    watchGeneration(session, () => this.#listener.lost('generation_stalled'));
    detectRefusals(session, () => this.#listener.refused());
    postponeGoAway(session);
    omitEmptyTurns(session);
    nameSampleRate(session);
    releaseToolCalls(session);
    nameLiveUsage(session, this);
    ignoreLateErrors(session);
    return session;
  }
}
