import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { withLocalStack } from '@bakebot/local-stack';
import { TestParticipant } from '@bakebot/local-stack/participant';
import { agentProcesses, type ProcessUse } from '../process-use.ts';

/** Duration of each phase, in ms. */
const PHASE_MS = 20_000;

const QUESTION = 'How many grams are in one cup of flour?';

type PhaseUse = ProcessUse & {
  /** Processor share during the phase; 1 is a whole core. */
  readonly cores: number;
};

/**
 * Measures memory and processor time of the agent's processes: without conversations, with idle ones, and while every
 * user sends the next typed turn as soon as the last one is answered aloud. Linux only.
 *
 * @param count concurrent conversations, 3 by default
 */
export async function benchScale([count = '3']: readonly string[]): Promise<void> {
  const run = randomUUID();
  const mark = `BAKEBOT_BENCH_RUN=${run}`;
  await withLocalStack({ env: { BAKEBOT_BENCH_RUN: run } }, async (_, addresses) => {
    report('no conversation', await measurePhase(mark));
    const participants = await Promise.all(
      Array.from({ length: Number(count) }, () => TestParticipant.join(addresses)),
    );
    report(`${count} idle conversations`, await measurePhase(mark));
    let turns = 0;
    const end = performance.now() + PHASE_MS;
    const asking = participants.map(async (participant) => {
      while (performance.now() < end) {
        await participant.ask(QUESTION);
        turns += 1;
      }
    });
    report(`${count} conversations, always replying`, await measurePhase(mark));
    await Promise.all(asking);
    console.log(`${turns} turns in ${PHASE_MS / 1000} s`);
    await Promise.all(participants.map((participant) => participant.leave()));
  });
}

/** Processes at the end of a phase, with their processor share in it. */
async function measurePhase(mark: string): Promise<PhaseUse[]> {
  const before = agentProcesses(mark);
  await delay(PHASE_MS);
  return agentProcesses(mark).map((use) => {
    const start = before.find(({ pid }) => pid === use.pid)?.cpuSeconds ?? 0;
    return Object.assign(use, { cores: ((use.cpuSeconds - start) * 1000) / PHASE_MS });
  });
}

function report(title: string, processes: readonly PhaseUse[]): void {
  console.log(`\n${title}`);
  for (const kind of ['worker', 'inference', 'job'] as const) {
    const all = processes.filter((use) => use.kind === kind);
    if (all.length === 0) continue;
    const memory = all.map(({ memoryMb }) => memoryMb.toFixed(0)).join(', ');
    const cores = all.map((use) => use.cores.toFixed(3)).join(', ');
    console.log(`  ${all.length} ${kind}: ${memory} MB; ${cores} cores`);
  }
}
