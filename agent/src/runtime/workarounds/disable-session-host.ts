import type { voice } from '@livekit/agents';

/** Where the framework keeps its inspection service. */
const SERVICE = 'sessionHost';

/** What the framework calls on the service, with nothing behind it. */
const CLOSED_DOOR = {
  registerSession(): void {},
  async start(): Promise<void> {},
  async close(): Promise<void> {},
};

/**
 * Keeps a session from opening the framework's inspection service. Call it before the session starts.
 *
 * **Cause**: given a room, `AgentSession.start` (1.9.0) always opens a service on the byte-stream topic `lk.agent.session`.
 * It answers the linked participant, our user, with the system prompt and the chat context, and sends them every tool
 * call with its arguments and output. No option turns it off, and closing it after the start leaves a gap.
 *
 * **Can go** when the framework has such an option. `disable-session-host.test.ts` fails when the framework keeps the service
 * elsewhere; `e2e/session-host.test.ts` listens at the door.
 */
export function disableSessionHost(session: voice.AgentSession): void {
  Object.defineProperty(session, SERVICE, { get: () => CLOSED_DOOR, set: () => {} });
}
