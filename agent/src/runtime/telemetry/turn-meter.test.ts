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
  detail: 'It was down.',
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

/** Instruments that write down what they are told. */
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

describe('a turn', () => {
  it('is measured from its receipt to its first word and to its end', () => {
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

  it('counts once, whatever is told twice', () => {
    for (let i = 0; i < 2; i++) {
      meter.progress('a', 'text', { state: 'received' });
      meter.progress('a', 'text', { state: 'answering' });
    }
    meter.progress('a', 'text', { state: 'superseded' });
    meter.progress('a', 'text', { state: 'superseded' });
    expect(recorded.filter(([name]) => name === 'turns')).toHaveLength(1);
    expect(recorded.filter(([name]) => name === 'firstWord')).toHaveLength(1);
    expect(meter.taken).toBe(1);
  });

  it('counts with its code when it fails, also before it was taken up', () => {
    meter.progress('a', 'image', FAILED);
    expect(recorded).toEqual([
      ['turns', 1, { kind: 'image', outcome: 'failed', code: 'model_unavailable' }],
    ]);
  });
});

describe('the trace of a turn', () => {
  it('has its recognition, and what is done within it, as its parts', () => {
    meter.progress('a', 'voice', { state: 'received' });
    meter.within('a', () => provider.getTracer('framework').startSpan('llm_node').end());
    meter.progress('a', 'voice', FAILED);
    const [recognise, llm, turn] = spans.getFinishedSpans();
    expect([recognise?.name, llm?.name, turn?.name]).toEqual(['recognise', 'llm_node', 'turn']);
    expect(turn).toMatchObject({
      status: { code: 2 },
      attributes: {
        'bakebot.turn.id': 'a',
        'bakebot.turn.kind': 'voice',
        'bakebot.turn.outcome': 'failed',
        'bakebot.turn.code': 'model_unavailable',
      },
    });
    for (const part of [recognise, llm]) {
      expect(part?.parentSpanContext?.spanId).toBe(turn?.spanContext().spanId);
    }
  });

  it('is nobody else’s', () => {
    meter.progress('a', 'text', { state: 'received' });
    expect(trace.getSpan(context.active())).toBeUndefined();
    expect(meter.within('unknown', () => trace.getSpan(context.active()))).toBeUndefined();
  });
});
