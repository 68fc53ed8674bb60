import { expect, it } from 'vitest';
import { LoudnessGate } from './loudness-gate.ts';

const FRAMES = 3000;

/** 20 ms at 16 kHz. */
function frame(level: number): Int16Array {
  return new Int16Array(320).fill(level);
}

function settle(gate: LoudnessGate, level: number): void {
  for (let i = 0; i < FRAMES; i++) gate.isLoud(frame(level));
}

it('takes speech for loud, and a quiet room for silent', () => {
  const gate = new LoudnessGate();
  expect(gate.isLoud(frame(100))).toBe(false);
  expect(gate.isLoud(frame(2000))).toBe(true);
});

it('takes a mixer for silent after a minute, and speech over it for loud', () => {
  const gate = new LoudnessGate();
  expect(gate.isLoud(frame(1000))).toBe(true);
  settle(gate, 1000);
  expect(gate.isLoud(frame(1000))).toBe(false);
  expect(gate.isLoud(frame(4000))).toBe(true);
});

it('hears quiet speech again as soon as the mixer stops', () => {
  const gate = new LoudnessGate();
  settle(gate, 1000);
  for (let i = 0; i < 10; i++) gate.isLoud(frame(50));
  expect(gate.isLoud(frame(500))).toBe(true);
});
