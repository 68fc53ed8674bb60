import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Kitchen } from '../testing/kitchen.ts';

let kitchen: Kitchen;
beforeEach(() => (kitchen = new Kitchen()));
afterEach(() => kitchen.close());

it('list_timers and cancel_timer find timers by name', async () => {
  const outputs = await kitchen.answers(
    ['set_timer', { name: 'muffins', minutes: 20 }],
    ['list_timers', {}],
    ['cancel_timer', { name: 'muffins' }],
  );
  expect(outputs).toMatchObject([
    expect.anything(),
    expect.stringContaining('"name":"muffins"'),
    expect.stringContaining('"cancelled":"muffins"'),
  ]);
});

it('cancel_timer cancels no other timer than the one named', async () => {
  const outputs = await kitchen.answers(
    ['set_timer', { name: 'bread', minutes: 20 }],
    ['cancel_timer', { name: 'cake' }],
    ['list_timers', {}],
  );
  expect(outputs.slice(1)).toMatchObject([
    expect.stringContaining('Nothing was done: no timer of that name. Running: bread (timer-1'),
    expect.stringContaining('"name":"bread"'),
  ]);
});

it('cancel_timer asks which of two timers of one name is meant, and takes its id', async () => {
  const outputs = await kitchen.answers(
    ['set_timer', { name: 'cake', minutes: 10 }],
    ['set_timer', { name: 'cake', minutes: 20 }],
    ['cancel_timer', { name: 'cake' }],
    ['cancel_timer', { name: 'timer-2' }],
    ['list_timers', {}],
  );
  expect(outputs.slice(2)).toMatchObject([
    expect.stringContaining('cake (timer-1, 10 min left), cake (timer-2, 20 min left)'),
    expect.stringContaining('"cancelled":"cake"'),
    expect.stringMatching(/^\[\{"id":"timer-1"[^{]*\]$/u),
  ]);
});

it('cancel_timer cancels all timers', async () => {
  const outputs = await kitchen.answers(
    ['set_timer', { name: 'cake', minutes: 10 }],
    ['set_timer', { name: 'bread', minutes: 20 }],
    ['cancel_timer', { name: '', all: true }],
    ['list_timers', {}],
  );
  expect(outputs.slice(2)).toMatchObject([expect.stringContaining('cake, bread'), '[]']);
});

it('change_timer extends, pauses, resumes and renames the timer that is meant', async () => {
  const outputs = await kitchen.answers(
    ['set_timer', { name: 'cake', minutes: 10 }],
    ['change_timer', { name: 'cake', change: 'more_time', minutes: 5 }],
    ['change_timer', { name: '', change: 'pause' }],
    ['change_timer', { name: 'cake', change: 'pause' }],
    ['change_timer', { name: 'cake', change: 'resume' }],
    ['change_timer', { name: 'cake', change: 'rename', new_name: 'tart' }],
    ['change_timer', { name: 'tart', change: 'less_time', minutes: 60 }],
  );
  expect(outputs.slice(1)).toMatchObject([
    expect.stringContaining('"minutesLeft":15'),
    expect.stringContaining('"paused":true'),
    expect.stringContaining('does not run'),
    expect.not.stringContaining('paused'),
    expect.stringContaining('"name":"tart"'),
    expect.stringContaining('between one second and three days'),
  ]);
});

it('set_timer rings at a time of day in the cook’s time zone', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-28T16:50:00Z') });
  const outputs = await kitchen.answers(
    ['set_timer', { name: 'roast', at: '6:30' }],
    ['tell_time', {}],
  );
  vi.useRealTimers();
  expect(outputs).toMatchObject([
    expect.stringContaining('"minutesLeft":40,"secondsLeft":0,"ringsAt":"18:30"'),
    expect.stringContaining('28 November 2026 at 17:50'),
  ]);
});
