import type { TurnProgress } from '@bakebot/protocol';
import { context, trace } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { beforeEach, describe, expect, it } from 'vitest';
import { type TurnInstruments, TurnMeter } from './turn-meter.ts';

const spans = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
provider.register();

const FAILED: TurnProgress = {
  state: 'failed',
  code: 'model_unavailable',
  detail: 'The service is down.',
  retryable: true,
};

let now: number;
let recorded: [string, number, object][];
let meter: TurnMeter;

beforeEach(() => {
  now = 0;
  recorded = [];
  spans.reset();
  meter = new TurnMeter(recordingInstruments(), provider.getTracer('test'), () => now);
});

/** Instruments that keep each value. */
function recordingInstruments(): TurnInstruments {
  const instrument = (name: string) => {
    const write = (value: number, attributes?: object) => {
      recorded.push([name, value, attributes ?? {}]);
    };
    return { add: write, record: write };
  };
  return {
    turns: instrument('turns'),
    firstWord: instrument('firstWord'),
    turnDuration: instrument('turnDuration'),
  };
}

describe('TurnMeter', () => {
  it('measures a turn from receipt to first word and to its end', () => {
    meter.progress('a', 'text', { state: 'received' });
    now = 400;
    meter.progress('a', 'text', { state: 'answering' });
    now = 2000;
    meter.progress('a', 'text', { state: 'answered' });
    expect(recorded).toEqual([
      ['firstWord', 0.4, { kind: 'text' }],
      ['turns', 1, { kind: 'text', outcome: 'answered', code: '' }],
      ['turnDuration', 2, { kind: 'text', outcome: 'answered' }],
    ]);
  });

  it('counts a turn once when its states are reported twice', () => {
    for (let i = 0; i < 2; i++) {
      meter.progress('a', 'text', { state: 'received' });
      meter.progress('a', 'text', { state: 'answering' });
    }
    meter.progress('a', 'text', { state: 'superseded' });
    meter.progress('a', 'text', { state: 'superseded' });
    expect(recorded.filter(([name]) => name === 'turns')).toHaveLength(1);
    expect(recorded.filter(([name]) => name === 'firstWord')).toHaveLength(1);
    expect(meter.count).toBe(1);
  });

  it('counts a turn that fails before it is received, with its code', () => {
    meter.progress('a', 'image', FAILED);
    expect(recorded).toEqual([
      ['turns', 1, { kind: 'image', outcome: 'failed', code: 'model_unavailable' }],
    ]);
  });
});

describe('TurnMeter with a tracer', () => {
  it('makes transcription and model spans children of the turn’s span', () => {
    meter.progress('a', 'voice', { state: 'received' });
    meter.within('a', () => provider.getTracer('framework').startSpan('llm_node').end());
    meter.progress('a', 'voice', FAILED);
    const [stt, llm, turn] = spans.getFinishedSpans();
    expect([stt?.name, llm?.name, turn?.name]).toEqual(['transcribe', 'llm_node', 'turn']);
    expect(turn).toMatchObject({
      status: { code: 2 },
      attributes: {
        'bakebot.turn.id': 'a',
        'bakebot.turn.kind': 'voice',
        'bakebot.turn.outcome': 'failed',
        'bakebot.turn.code': 'model_unavailable',
      },
    });
    for (const part of [stt, llm]) {
      expect(part?.parentSpanContext?.spanId).toBe(turn?.spanContext().spanId);
    }
  });

  it('activates a turn’s span within that turn only', () => {
    meter.progress('a', 'text', { state: 'received' });
    expect(trace.getSpan(context.active())).toBeUndefined();
    expect(meter.within('unknown', () => trace.getSpan(context.active()))).toBeUndefined();
  });
});
