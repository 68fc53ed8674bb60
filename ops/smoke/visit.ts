import { randomUUID } from 'node:crypto';
import { Conversation } from './conversation.ts';
import { askForToken } from './room-token.ts';
import { obtainSession } from './session.ts';
import { SmokeError, type SmokeTest, type Step } from './smoke-test.ts';

const QUESTION = 'How many grams are in one cup of flour?';

/**
 * Does what a user does: sign in, get a token, join, meet the agent, ask, leave.
 *
 * @throws {SmokeError} with the step that failed.
 */
export const visit: SmokeTest = async (options, onStep = () => {}) => {
  const requestId = `smoke-${randomUUID()}`;
  const conversation = new Conversation();
  async function step<Result>(
    name: Step,
    work: () => Promise<Result>,
    tell: (result: Result) => string,
  ): Promise<Result> {
    const start = performance.now();
    try {
      const result = await work();
      onStep({ step: name, ms: performance.now() - start, detail: tell(result) });
      return result;
    } catch (error) {
      throw new SmokeError(name, error);
    }
  }
  try {
    const session = await step(
      'session',
      () => obtainSession(options.session),
      () => '',
    );
    const url = tokenEndpoint(options.url);
    const ask = { url, session, requestId, ...(options.version && { version: options.version }) };
    const answer = await step(
      'token',
      () => askForToken(ask),
      () => `request ${requestId}`,
    );
    const { server_url: server, participant_token: token } = answer;
    await step(
      'join',
      () => conversation.join(server, token),
      () => server,
    );
    await step(
      'agent',
      () => conversation.meetAgent(),
      () => 'listens',
    );
    await step(
      'turn',
      () => conversation.ask(QUESTION),
      (length) => `answered in ${length} characters`,
    );
  } catch (error) {
    await conversation.leave().catch(() => {});
    throw error;
  }
  await step(
    'leave',
    () => conversation.leave(),
    () => '',
  );
};

/** `https://token.example.com` is enough. */
function tokenEndpoint(url: string): string {
  const parsed = new URL(url);
  if (parsed.pathname === '/') parsed.pathname = '/token';
  return parsed.href;
}
