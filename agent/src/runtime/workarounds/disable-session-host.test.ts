import { initializeLogger, voice } from '@livekit/agents';
import { Room } from '@livekit/rtc-node';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { disableSessionHost } from './disable-session-host.ts';

const TOPIC = 'lk.agent.session';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

async function startIn(room: Room, disable: boolean): Promise<void> {
  const session = new voice.AgentSession({ vad: null, turnHandling: { turnDetection: null } });
  onTestFinished(() => session.close());
  if (disable) disableSessionHost(session);
  await session.start({ agent: new voice.Agent({ instructions: '' }), room, record: false });
}

/** Whether the session host has a handler: LiveKit rejects a second one for a topic. */
function isServed(room: Room): boolean {
  try {
    room.registerByteStreamHandler(TOPIC, () => {});
    return false;
  } catch {
    return true;
  }
}

describe("the framework's session host", () => {
  it('the framework serves the session host by default (once it does not, remove disable-session-host.ts)', async () => {
    const room = new Room();
    await startIn(room, false);
    expect(isServed(room)).toBe(true);
  });

  it('disables the session host', async () => {
    const room = new Room();
    await startIn(room, true);
    expect(isServed(room)).toBe(false);
  });
});
