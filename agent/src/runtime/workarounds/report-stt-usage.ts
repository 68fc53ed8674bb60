import type { stt } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { intercept } from './realtime-session.ts';

/** Audio after which usage is reported, in ms: a conversation's cost should not lag far behind. */
const REPORT_MS = 5000;

/**
 * Reports how much audio an STT received.
 *
 * **Cause**: the Gemini STT of plugin-google (1.9.0) reports no usage, so its cost, the largest part of a quiet conversation's,
 * would be missing.
 *
 * **Can go** when it does: `report-stt-usage.test.ts` then fails.
 */
export function reportSttUsage(model: stt.STT): stt.STT {
  intercept(model, 'stream', (openStream) => {
    const stream = openStream();
    if (typeof stream !== 'object' || stream === null) return stream;
    const meter = new AudioMeter(model);
    intercept(stream, 'pushFrame', (push, frame) => {
      if (frame instanceof AudioFrame) {
        meter.add((frame.samplesPerChannel / frame.sampleRate) * 1000);
      }
      return push();
    });
    intercept(stream, 'close', (close) => {
      meter.report();
      return close();
    });
    return stream;
  });
  return model;
}

/** Audio that one stream received and did not report yet. */
class AudioMeter {
  readonly #model: stt.STT;
  #ms = 0;

  constructor(model: stt.STT) {
    this.#model = model;
  }

  add(ms: number): void {
    this.#ms += ms;
    if (this.#ms >= REPORT_MS) this.report();
  }

  report(): void {
    if (this.#ms === 0) return;
    const { label, provider: modelProvider, model: modelName } = this.#model;
    this.#model.emit('metrics_collected', {
      type: 'stt_metrics',
      label,
      requestId: '',
      timestamp: Date.now(),
      durationMs: 0,
      audioDurationMs: Math.round(this.#ms),
      streamed: true,
      metadata: { modelProvider, modelName },
    });
    this.#ms = 0;
  }
}
