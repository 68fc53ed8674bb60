import type { voice } from '@livekit/agents';

/** The framework's field for its session host. */
const FIELD = 'sessionHost';

/** The methods that the framework calls, without effect. */
const DISABLED_HOST = {
  registerSession(): void {},
  async start(): Promise<void> {},
  async close(): Promise<void> {},
};

/**
 * Disables the framework's session host. Call it before the session starts.
 *
 * **Cause**: given a room, `AgentSession.start` (1.9.0) always serves the byte-stream topic `lk.agent.session`. The linked
 * participant, our user, can request the system prompt and the chat context there, and receives every tool call with its
 * arguments and output. No option disables it, and closing it after the start leaves a gap.
 *
 * **Can go** when the framework has an option. `disable-session-host.test.ts` fails when the framework moves the field, and
 * `e2e/session-host.test.ts` queries the topic as a client.
 */
export function disableSessionHost(session: voice.AgentSession): void {
  Object.defineProperty(session, FIELD, { get: () => DISABLED_HOST, set: () => {} });
}
