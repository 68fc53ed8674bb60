import { describe, expect, it } from 'vitest';
import { concatenate } from '../audio/pcm.ts';
import { SpeechDetector, type SpeechEvent } from './speech-detector.ts';

const SAMPLE_RATE = 16_000;

function sound(ms: number, amplitude: number): Int16Array {
  const length = (ms * SAMPLE_RATE) / 1000;
  return Int16Array.from({ length }, (_, i) => (i % 2 === 0 ? amplitude : -amplitude));
}

const speech = (ms: number) => sound(ms, 5000);
const silence = (ms: number) => sound(ms, 10);

function detect(samples: Int16Array, silenceMs = 320): SpeechEvent[] {
  return new SpeechDetector({ sampleRate: SAMPLE_RATE, silenceMs }).push(samples);
}

function kinds(events: readonly SpeechEvent[]): string[] {
  return events.map(({ type }) => type);
}

function lengthMs(event: SpeechEvent | undefined): number {
  return event && event.type !== 'start' ? (event.speech.length / SAMPLE_RATE) * 1000 : 0;
}

describe('the speech detector', () => {
  it('reports the start, the pause and the end of what is said', () => {
    const events = detect(concatenate([silence(500), speech(1000), silence(500)]));
    expect(kinds(events)).toEqual(['start', 'pause', 'end']);
  });

  it('knows in the pause already what the end will be', () => {
    const [, pause, end] = detect(concatenate([silence(500), speech(1000), silence(500)]));
    expect(pause).toMatchObject({ type: 'pause' });
    expect(end).toMatchObject({ speechEnd: pause?.type === 'pause' ? pause.speechEnd : -1 });
  });

  it('keeps a little of the silence around, and no more', () => {
    const [, , end] = detect(concatenate([silence(2000), speech(1000), silence(500)]));
    expect(lengthMs(end)).toBeGreaterThan(1100);
    expect(lengthMs(end)).toBeLessThan(1400);
  });

  it('takes a sentence with a short gap as one', () => {
    const events = detect(concatenate([speech(500), silence(200), speech(500), silence(400)]));
    expect(kinds(events)).toEqual(['start', 'pause', 'pause', 'end']);
    expect(lengthMs(events.at(-1))).toBeGreaterThan(1200);
  });

  it('waits for the configured silence', () => {
    const gap = concatenate([speech(500), silence(500), speech(500), silence(2000)]);
    expect(kinds(detect(gap, 320)).filter((kind) => kind === 'end')).toHaveLength(2);
    expect(kinds(detect(gap, 1000)).filter((kind) => kind === 'end')).toHaveLength(1);
  });

  it('does not take a click for speech', () => {
    expect(detect(concatenate([silence(500), speech(40), silence(500)]))).toEqual([]);
  });

  it('stops taking a steady hum for speech', () => {
    const detector = new SpeechDetector({ sampleRate: SAMPLE_RATE, silenceMs: 320 });
    detector.push(sound(30_000, 600));
    expect(detector.push(sound(5000, 600))).toEqual([]);
    expect(kinds(detector.push(concatenate([speech(500), sound(500, 600)])))).toContain('start');
  });

  it('finds the same in pieces of any size', () => {
    const whole = concatenate([silence(500), speech(1000), silence(500)]);
    const detector = new SpeechDetector({ sampleRate: SAMPLE_RATE, silenceMs: 320 });
    const events = [];
    for (let i = 0; i < whole.length; i += 333)
      events.push(...detector.push(whole.subarray(i, i + 333)));
    expect(events).toEqual(detect(whole));
  });

  it('ends what is being said when the stream does', () => {
    const detector = new SpeechDetector({ sampleRate: SAMPLE_RATE, silenceMs: 320 });
    detector.push(speech(500));
    expect(detector.flush()).toMatchObject({ type: 'end' });
    expect(detector.flush()).toBeUndefined();
  });

  it('cuts a speech without end', () => {
    const restless = concatenate(
      Array.from({ length: 60 }, () => concatenate([speech(400), silence(100)])),
    );
    expect(kinds(detect(restless))).toContain('end');
  });
});
