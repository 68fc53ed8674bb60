import { parseArgs, styleText } from 'node:util';
import { runCommand } from './run-command.ts';
import { checkAccess } from './doctor/access.ts';
import { checkCheckout, checkEnvironment, checkPorts } from './doctor/checkout.ts';
import type { Finding } from './doctor/finding.ts';
import { checkLiveKitServer, versionOf } from './doctor/livekit.ts';
import { readMachineFacts } from './doctor/machine-facts.ts';
import { checkMachine } from './doctor/machine.ts';
import { checkRetirements } from './doctor/retirements.ts';
import { dayOf } from '@bakebot/agent/catalogue';
import { ENV_FILE, findLiveKitServer, readEnvironment, ROOT } from '@bakebot/local-stack';

const HELP = `npm run doctor [-- --json]

Looks for what is missing on this machine, in the environment and in the checkout, asks the vendors of the models whether the keys are
good, and says what to do about it.
Ends with 1 when something will not work.`;

const MARKS = { ok: ['green', '✓'], warn: ['yellow', '!'], fail: ['red', '✗'] } as const;

process.exitCode = await runCommand(HELP, doctor);

async function doctor(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } });
  const findings = await runDoctorChecks();
  if (values.json) console.log(JSON.stringify(findings, null, 2));
  else findings.forEach(show);
  return findings.some(({ verdict }) => verdict === 'fail') ? 1 : 0;
}

async function runDoctorChecks(): Promise<Finding[]> {
  const variables = readEnvironment(ENV_FILE);
  return [
    ...checkMachine(await readMachineFacts()),
    ...(variables['LIVEKIT_URL'] ? [] : [await findAndCheckLiveKitServer()]),
    await checkPorts(),
    ...checkEnvironment(variables),
    ...(await checkAccess(variables)),
    ...checkRetirements(variables, dayOf(new Date())),
    ...checkCheckout(ROOT),
  ];
}

async function findAndCheckLiveKitServer(): Promise<Finding> {
  const source = await findLiveKitServer();
  return checkLiveKitServer(source, await versionOf(source));
}

function show({ about, verdict, found, remedy }: Finding): void {
  const [color, mark] = MARKS[verdict];
  console.log(`${styleText(color, mark)} ${about.padEnd(16)}${found}`);
  if (remedy) console.log(`  ${remedy.replaceAll('\n', '\n  ')}`);
}
