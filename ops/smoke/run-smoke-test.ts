import { randomUUID } from 'node:crypto';
import { Conversation } from './conversation.ts';
import { requestRoomToken } from './room-token.ts';
import { obtainSession } from './session.ts';
import { SmokeError, type SmokeTest, type Step } from './step.ts';

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
  const conversation = new Conversation();
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
      () => conversation.join(server, token),
      () => server,
    );
    await step(
      'agent',
      () => conversation.waitForAgent(),
      () => 'is listening',
    );
    await step(
      'turn',
      () => conversation.ask(QUESTION),
      (length) => `answered with ${length} characters`,
    );
  } catch (error) {
    await conversation.leave().catch(() => {});
    throw error;
  }
  await step('leave', () => conversation.leave());
};

/** Accepts the origin alone: `https://token.example.com`. */
function tokenEndpoint(url: string): string {
  const parsed = new URL(url);
  if (parsed.pathname === '/') parsed.pathname = '/token';
  return parsed.href;
}
