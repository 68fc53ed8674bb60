import { randomUUID } from 'node:crypto';
import { TestParticipant } from '@bakebot/local-stack/participant';
import { requestRoomToken } from './room-token.ts';
import { obtainSession } from './session.ts';
import { SmokeError, type SmokeTest, type Step } from './step.ts';
import { withTimeout } from './with-timeout.ts';

/** In ms. LiveKit's own clients wait 20 s for an agent. */
const TIMEOUTS = { join: 15_000, agent: 30_000, answer: 30_000, leave: 5_000 } as const;

const QUESTION = 'How many grams are in one cup of flour?';

/** Signs in, requests a token, joins, waits for the agent, types a question and leaves. */
export const runSmokeTest: SmokeTest = async (options, onStep = () => {}) => {
  async function step<Result>(
    name: Step,
    work: () => Promise<Result>,
    describe: (result: Result) => string = () => '',
  ): Promise<Result> {
    const start = performance.now();
    try {
      const result = await work();
      onStep({ step: name, ms: performance.now() - start, detail: describe(result) });
      return result;
    } catch (error) {
      throw new SmokeError(name, error);
    }
  }
  const requestId = `smoke-${randomUUID()}`;
  // A deployed agent may be newer than this checkout, and send messages of other types.
  const participant = new TestParticipant({ onInvalidMessage: () => {} });
  try {
    const session = await step('session', () => obtainSession(options.session));
    const request = {
      url: tokenEndpoint(options.url),
      session,
      requestId,
      ...(options.version && { version: options.version }),
    };
    const { server_url: server, participant_token: token } = await step(
      'token',
      () => requestRoomToken(request),
      () => `request ${requestId}`,
    );
    await step(
      'join',
      () =>
        withTimeout(TIMEOUTS.join, participant.connect(server, token), 'the room was not joined'),
      () => server,
    );
    await step(
      'agent',
      () => withTimeout(TIMEOUTS.agent, participant.waitForAgent(), 'no agent joined'),
      () => 'is listening',
    );
    await step(
      'turn',
      () => withTimeout(TIMEOUTS.answer, answerLength(participant), 'the turn was not answered'),
      (length) => `answered with ${length} characters`,
    );
  } catch (error) {
    await participant.leave().catch(() => {});
    throw error;
  }
  await step('leave', () =>
    withTimeout(TIMEOUTS.leave, participant.leave(), 'the room was not left'),
  );
};

/** Resolves with the length of the answer in characters: its content is private. */
async function answerLength(participant: TestParticipant): Promise<number> {
  const { length } = await participant.ask(QUESTION);
  if (length === 0) throw new Error('the turn was answered without text');
  return length;
}

/** Accepts the origin alone: `https://token.example.com`. */
function tokenEndpoint(url: string): string {
  const parsed = new URL(url);
  if (parsed.pathname === '/') parsed.pathname = '/token';
  return parsed.href;
}
