import { styleText } from 'node:util';
import { judgeCheckout, judgeEnvironment, judgePorts } from './doctor/checkout.ts';
import type { Finding } from './doctor/finding.ts';
import { judgeLiveKitServer, versionOf } from './doctor/livekit.ts';
import { readMachineFacts } from './doctor/machine-facts.ts';
import { judgeMachine } from './doctor/machine.ts';
import { ENV_FILE, findLiveKitServer, readEnvironment, ROOT } from '@bakebot/local-stack';

const HELP = `npm run doctor [-- --json]

Looks for what is missing on this machine, in the environment and in the checkout, and says what to do about it.
Ends with 1 when something will not work.`;

const MARKS = { ok: ['green', '✓'], warn: ['yellow', '!'], fail: ['red', '✗'] } as const;

process.exitCode = await doctor(process.argv.slice(2));

async function doctor(args: string[]): Promise<number> {
  const unknown = args.find((argument) => !['--json', '--help', '-h'].includes(argument));
  if (unknown !== undefined || args.includes('--help') || args.includes('-h')) {
    console.log(unknown === undefined ? HELP : `There is no option "${unknown}".\n\n${HELP}`);
    return unknown === undefined ? 0 : 2;
  }
  const findings = await examine();
  if (args.includes('--json')) console.log(JSON.stringify(findings, null, 2));
  else findings.forEach(show);
  return findings.some(({ verdict }) => verdict === 'fail') ? 1 : 0;
}

async function examine(): Promise<Finding[]> {
  const variables = readEnvironment(ENV_FILE);
  return [
    ...judgeMachine(await readMachineFacts()),
    ...(variables['LIVEKIT_URL'] ? [] : [await examineLiveKitServer()]),
    await judgePorts(),
    ...judgeEnvironment(variables),
    ...judgeCheckout(ROOT),
  ];
}

async function examineLiveKitServer(): Promise<Finding> {
  const source = await findLiveKitServer();
  return judgeLiveKitServer(source, await versionOf(source));
}

function show({ about, verdict, found, remedy }: Finding): void {
  const [colour, mark] = MARKS[verdict];
  console.log(`${styleText(colour, mark)} ${about.padEnd(16)}${found}`);
  if (remedy) console.log(`  ${remedy.replaceAll('\n', '\n  ')}`);
}
