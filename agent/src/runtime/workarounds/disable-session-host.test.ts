import { initializeLogger, voice } from '@livekit/agents';
import { Room } from '@livekit/rtc-node';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { disableSessionHost } from './disable-session-host.ts';

const TOPIC = 'lk.agent.session';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

async function startIn(room: Room, close: boolean): Promise<void> {
  const session = new voice.AgentSession({ vad: null, turnHandling: { turnDetection: null } });
  onTestFinished(() => session.close());
  if (close) disableSessionHost(session);
  await session.start({ agent: new voice.Agent({ instructions: '' }), room, record: false });
}

/** LiveKit refuses a second handler for a topic: the first one is the service's. */
function isOpen(room: Room): boolean {
  try {
    room.registerByteStreamHandler(TOPIC, () => {});
    return false;
  } catch {
    return true;
  }
}

describe("the framework's inspection service", () => {
  it('is open by default: when it is not, this file and its neighbour can go', async () => {
    const room = new Room();
    await startIn(room, false);
    expect(isOpen(room)).toBe(true);
  });

  it('stays closed', async () => {
    const room = new Room();
    await startIn(room, true);
    expect(isOpen(room)).toBe(false);
  });
});
