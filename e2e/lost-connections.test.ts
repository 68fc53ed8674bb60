import { randomUUID } from 'node:crypto';
import { EmulatorControl } from '@bakebot/gemini-emulator';
import { TokenResponse } from '@bakebot/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { launchBrowser } from './support/browser.ts';
import { KEYS, LiveKitServer } from './support/livekit-server.ts';
import { PlaygroundPage } from './support/playground-page.ts';
import { hasUdpSocket, processesWith } from './support/processes.ts';
import { signRoomToken } from './support/room-token.ts';
import { type StackAddresses } from '@bakebot/local-stack';
import { TestParticipant } from '@bakebot/local-stack/participant';
import { StackProcess } from './support/stack-process.ts';

/** In the environment of every process of this stack. */
const run = randomUUID();

let server: LiveKitServer;
let stack: StackProcess;
let addresses: StackAddresses;
let browser: Browser;

beforeAll(async () => {
  server = await LiveKitServer.start();
  stack = new StackProcess([], {
    LIVEKIT_URL: server.url,
    LIVEKIT_API_KEY: KEYS.apiKey,
    LIVEKIT_API_SECRET: KEYS.apiSecret,
    BAKEBOT_E2E_RUN: run,
    GOOGLE_API_KEY: '',
  });
  [addresses, browser] = await Promise.all([stack.ready(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  await server?.stop();
});

function open(): Promise<PlaygroundPage> {
  return PlaygroundPage.open(browser, addresses.playground ?? '');
}

const QUESTION = 'How many grams are in one cup of flour?';

describe('a network outage', () => {
  it('delivers a turn that was typed during a network outage exactly once', async () => {
    const playground = await open();
    await playground.greeting();
    server.pause();
    await playground.page.getByText('Reconnecting…').waitFor();
    await playground.type(QUESTION);
    await playground.turns('queued').waitFor();
    server.resume();
    expect(await playground.answer()).toMatch(/120/);
    expect(await playground.turns().count()).toBe(1);
    expect(await playground.page.locator('[data-author="agent"][data-reply-to]').count()).toBe(1);
    await playground.close();
  });
});

describe('a killed agent in the app', () => {
  it('replaces an agent that is killed during a reply, and answers the turn', async () => {
    const playground = await open();
    await playground.greeting();
    const control = new EmulatorControl(addresses.emulator_control ?? '');
    const text = Array.from({ length: 20 }, (_, i) => `Fold number ${i + 1} comes now.`).join(' ');
    await control.addFault({ match: { text: 'fold' }, fault: { type: 'text', text } });
    await playground.type('How do I fold the dough? And 350 degrees Fahrenheit in Celsius?');
    await playground.page.getByText(/Fold number 2/).waitFor();
    for (const pid of busyJobs()) process.kill(pid, 'SIGKILL');
    await playground.page.locator('[data-agent-state="recovering"]').waitFor();
    expect(await playground.answer()).toMatch(/177/);
    await playground.close();
  });
});

describe('a killed job', () => {
  it('is replaced in its room, where a stock client gets the missing answer, once', async () => {
    const participant = await TestParticipant.join(addresses);
    await participant.ask('I have a severe nut allergy.');
    const dead = participant.agentIdentity();
    const turnId = await participant.type(QUESTION);
    await participant.message((message) => message.type === 'turn' && message.turnId === turnId);
    for (const pid of busyJobs()) process.kill(pid, 'SIGKILL');
    expect(await participant.turnEnd(turnId)).toMatchObject({
      progress: { state: 'answered' },
      text: expect.stringMatching(/120/),
    });
    expect(participant.agentIdentity()).not.toBe(dead);
    expect(participant.room.remoteParticipants.size).toBe(1);
    const answers = participant.messages.filter(
      (message) => message.type === 'text' && message.replyTo === turnId,
    );
    expect(answers).toHaveLength(1);
    await participant.leave();
  });
});

/** Job processes in a room: idle ones have no UDP socket for media. */
function busyJobs(): number[] {
  return processesWith(`BAKEBOT_E2E_RUN=${run}`)
    .filter(({ pid, command }) => command.includes('job_proc_lazy_main') && hasUdpSocket(pid))
    .map(({ pid }) => pid);
}

describe('an expired token', () => {
  it('replaces a token that expires while the page is in the background', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const tokens: string[] = [];
    await page.route(addresses.token_endpoint, async (route) => {
      const response = await route.fetch();
      if (response.status() !== 201) return route.fulfill({ response });
      const answer = TokenResponse.parse(await response.json());
      const token =
        tokens.length === 0 ? shortLived(answer.participant_token) : answer.participant_token;
      tokens.push(token);
      return route.fulfill({ response, json: { ...answer, participant_token: token } });
    });
    const playground = PlaygroundPage.of(page);
    await page.goto(addresses.playground ?? '');
    await page.getByRole('button', { name: 'Start baking' }).click();
    await playground.waitForAgentState('listening');
    await vi.waitFor(async () => expect(await isAccepted(tokens[0] ?? '')).toBe(false), {
      timeout: 60_000,
    });
    // Sent by mobile browsers to a page that they suspend; livekit-client leaves the room.
    await page.evaluate(() => window.dispatchEvent(new Event('freeze')));
    await page.getByText('Recovering…').waitFor();
    await playground.type(QUESTION);
    expect(await playground.answer()).toMatch(/120/);
    expect(tokens).toHaveLength(2);
    await context.close();
  });
});

/** Whether LiveKit accepts the token. */
async function isAccepted(token: string): Promise<boolean> {
  const url = new URL('/rtc/validate', server.url.replace('ws:', 'http:'));
  url.searchParams.set('access_token', token);
  return (await fetch(url)).ok;
}

/** The same token with eight seconds to live: LiveKit's leeway is a minute. */
function shortLived(token: string): string {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  const claims = z.looseObject({}).parse(JSON.parse(payload));
  return signRoomToken({ ...claims, exp: Math.floor(Date.now() / 1000) - 52 });
}

describe('a restarted LiveKit server', () => {
  it('rejoins a LiveKit server that was killed and restarted, and answers the queued turn', async () => {
    const playground = await open();
    await playground.greeting();
    await server.kill();
    await playground.page.getByText('Reconnecting…').waitFor();
    await playground.type(QUESTION);
    await server.restart();
    await playground.turns('answered').waitFor({ timeout: 120_000 });
    expect(await playground.answer()).toMatch(/120/);
    await playground.close();
  });
});
