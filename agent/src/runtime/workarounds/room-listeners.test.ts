import { initializeLogger, voice } from '@livekit/agents';
import { Room, RoomEvent } from '@livekit/rtc-node';
import { expect, it } from 'vitest';
import { disableSessionHost } from './disable-session-host.ts';
import { withRoomListeners } from './room-listeners.ts';

initializeLogger({ pretty: false, level: 'silent' });

/** Opens and closes a session. @returns removes the listeners that it left */
async function openAndClose(room: Room): Promise<() => void> {
  const session = new voice.AgentSession({ vad: null, turnHandling: { turnDetection: null } });
  disableSessionHost(session);
  const agent = new voice.Agent({ instructions: '' });
  const removeListeners = await withRoomListeners(room, () =>
    session.start({ agent, room, record: false }),
  );
  await session.close();
  return removeListeners;
}

function listenersOn(room: Room): number {
  return (
    room.listenerCount(RoomEvent.TrackPublished) + room.listenerCount(RoomEvent.LocalTrackPublished)
  );
}

it('the framework leaves room listeners when a session closes (once it does not, remove room-listeners.ts)', async () => {
  const room = new Room();
  await openAndClose(room);
  expect(listenersOn(room)).toBeGreaterThan(0);
});

it('removes the room listeners of a session, and no others', async () => {
  const room = new Room();
  room.on(RoomEvent.TrackPublished, () => {});
  const removeListeners = await openAndClose(room);
  removeListeners();
  expect(listenersOn(room)).toBe(1);
});
