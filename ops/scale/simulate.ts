import type { Assumptions } from './assumptions.ts';
import { capacityOf } from './capacity.ts';

/** How a day with so many users goes. */
export interface Course {
  /** Users who came, and those for whom no instance had room. */
  arrived: number;
  refused: number;
  peakSessions: number;
  peakInstances: number;
}

/**
 * Simulates the minutes of a day: users come at random, more in the evening; stay for as long as people do; and instances
 * are started when there are too few, which takes its time. An instance that is full takes nobody: the load function of the
 * agent says so to LiveKit, and LiveKit does not ask again.
 *
 * @param peak conversations at once on the busiest minute, on average
 * @param random numbers from 0 to 1
 */
export function simulateDay(peak: number, a: Assumptions, random: () => number): Course {
  const each = capacityOf(a).sessions;
  const starting: number[] = [];
  let running = Math.max(1, Math.ceil(((peak * demandAt(0)) / each) * (1 + a.spare)));
  let sessions = poisson(peak * demandAt(0), random);
  const course: Course = { arrived: 0, refused: 0, peakSessions: 0, peakInstances: running };
  for (let minute = 0; minute < MINUTES; minute++) {
    running += starting.filter((ready) => ready === minute).length;
    sessions -= Math.min(sessions, poisson(sessions / a.meanMinutes, random));
    const arriving = poisson((peak * demandAt(minute)) / a.meanMinutes, random);
    const taken = Math.min(arriving, Math.max(0, running * each - sessions));
    sessions += taken;
    course.arrived += arriving;
    course.refused += arriving - taken;
    const wanted = Math.max(1, Math.ceil((sessions / each) * (1 + a.spare)));
    const coming = starting.filter((ready) => ready > minute).length;
    for (let more = running + coming; more < wanted; more++) starting.push(minute + a.startMinutes);
    // Those that are left over end once they are empty, which we take for at once.
    if (wanted < running * 0.8) running = Math.ceil(running * 0.98);
    course.peakSessions = Math.max(course.peakSessions, sessions);
    course.peakInstances = Math.max(course.peakInstances, running);
  }
  return course;
}

const MINUTES = 24 * 60;

/** From a tenth of the peak, at night, to the whole of it, before dinner. */
function demandAt(minute: number): number {
  const fromPeak = ((minute - 18 * 60) / MINUTES) * 2 * Math.PI;
  return 0.55 + 0.45 * Math.cos(fromPeak);
}

/** How many of independent events happen, when `mean` are expected. Above a hundred the normal distribution is as good. */
function poisson(mean: number, random: () => number): number {
  if (mean > 100) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + normal * Math.sqrt(mean)));
  }
  let product = random();
  let events = 0;
  for (const limit = Math.exp(-mean); product > limit; events++) product *= random();
  return events;
}

/** The same numbers for the same seed: Mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
