import { voice } from '@livekit/agents';
import type { Room } from '@livekit/rtc-node';

/**
 * Starts a session in a room without the framework's inspection service.
 *
 * **Cause**: given a room, `AgentSession.start` (1.9.0) always opens a service on the byte-stream topic `lk.agent.session`.
 * It answers the linked participant, our user, with the system prompt and the chat context, and sends them every tool
 * call with its arguments and output. No option turns it off. A session that has its `RoomIO` already does not open it.
 *
 * **Can go** when the framework has such an option. `e2e/closed-doors.test.ts` listens at that door.
 */
export async function startWithoutInspection(
  session: voice.AgentSession,
  agent: voice.Agent,
  room: Room,
  inputOptions: Partial<voice.RoomInputOptions>,
): Promise<void> {
  const roomIO = new voice.RoomIO({ agentSession: session, room, inputOptions });
  session._roomIO = roomIO;
  roomIO.start();
  await session.start({ agent, record: false });
}
