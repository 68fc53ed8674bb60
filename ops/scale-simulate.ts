import { ASSUMPTIONS, type Assumptions } from './scale/assumptions.ts';
import { capacityOf, needOf } from './scale/capacity.ts';
import { HOSTING, modelMinute, PIPELINES } from './scale/cost.ts';
import { seededRandom, simulateDay } from './scale/simulate.ts';

/** What 1 to 1,000,000 conversations at once need, and how a day with them goes. docs/scale.md has the result. */

const { sessions, limit } = capacityOf(ASSUMPTIONS);
console.log(`${sessions} conversations an instance, limited by ${limit}\n`);
console.log(
  '| at once | instances | cores | memory, GB | tokens/s | cascade, $/h | live, $/h | turned away in a day |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
for (const count of [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]) {
  const need = needOf(count, ASSUMPTIONS);
  const usual = turnedAway(count, ASSUMPTIONS);
  const tight = turnedAway(count, { ...ASSUMPTIONS, spare: 0.02, startMinutes: 10 });
  const cells = [
    number(count),
    number(need.instances),
    number(need.cores),
    number(need.memoryGb),
    need.tokensPerSecond.toLocaleString('en-US', { maximumSignificantDigits: 2 }),
    number(need.costPerHour.cascade),
    number(need.costPerHour.live),
    `${usual} (${tight})`,
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

console.log('\nUS dollars for 1,000 minutes of conversation:');
for (const name of ['cascade', 'live'] as const) {
  const parts = PIPELINES[name].map(([part, cost]) => `${part} ${(cost * 1000).toFixed(2)}`);
  console.log(`  ${name}: ${(modelMinute(name) * 1000).toFixed(2)} (${parts.join(', ')})`);
}
const hosting = (HOSTING.agentMinute + HOSTING.participantMinute) * 1000;
console.log(`  and LiveKit Cloud: ${hosting.toFixed(2)}`);

/** The share of a day's users for whom no instance had room. */
function turnedAway(count: number, assumptions: Assumptions): string {
  const { arrived, refused } = simulateDay(count, assumptions, seededRandom(count));
  return `${(arrived > 0 ? (refused / arrived) * 100 : 0).toFixed(1)} %`;
}

function number(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 1 : 0 });
}
