import { initializeLogger, stt } from '@livekit/agents';
import { metrics, trace } from '@opentelemetry/api';
import { expect, it } from 'vitest';
import { Telemetry } from './telemetry.ts';

initializeLogger({ pretty: false, level: 'silent' });

class SilentStt extends stt.STT {
  readonly label = 'test';

  constructor() {
    super({ streaming: true, interimResults: false });
  }

  protected async _recognize(): Promise<stt.SpeechEvent> {
    throw new Error('not used');
  }

  stream(): stt.SpeechStream {
    throw new Error('not used');
  }

  heardMinute(): void {
    this.emit('metrics_collected', {
      type: 'stt_metrics',
      label: 'test',
      requestId: '',
      timestamp: 0,
      durationMs: 0,
      audioDurationMs: 60_000,
      streamed: true,
      metadata: { modelProvider: 'test', modelName: 'ear' },
    });
  }
}

it('tells the cost so far each time a metered STT reports usage', () => {
  const telemetry = new Telemetry({
    meter: metrics.getMeter('test'),
    tracer: trace.getTracer('test'),
    prices: { ear: { audioMinuteIn: 0.25 } },
  });
  const costs: number[] = [];
  telemetry.watchCost((costUsd) => costs.push(costUsd));
  const ear = new SilentStt();
  telemetry.meter(ear);
  ear.heardMinute();
  ear.heardMinute();
  expect(costs).toEqual([0.25, 0.5]);
  expect(telemetry.usage().costUsd).toBe(0.5);
});
