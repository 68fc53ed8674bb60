import { initializeLogger, voice } from '@livekit/agents';
import { Room, RoomEvent } from '@livekit/rtc-node';
import { expect, it } from 'vitest';
import { disableSessionHost } from './disable-session-host.ts';
import { withRoomListeners } from './room-listeners.ts';

initializeLogger({ pretty: false, level: 'silent' });

/** A session that has come and gone; returns how to take back what it left. */
async function comeAndGo(room: Room): Promise<() => void> {
  const session = new voice.AgentSession({ vad: null, turnHandling: { turnDetection: null } });
  disableSessionHost(session);
  const agent = new voice.Agent({ instructions: '' });
  const forget = await withRoomListeners(room, () => session.start({ agent, room, record: false }));
  await session.close();
  return forget;
}

function listenersOn(room: Room): number {
  return (
    room.listenerCount(RoomEvent.TrackPublished) + room.listenerCount(RoomEvent.LocalTrackPublished)
  );
}

it('a session leaves listeners: when it does not, this file and its neighbour can go', async () => {
  const room = new Room();
  await comeAndGo(room);
  expect(listenersOn(room)).toBeGreaterThan(0);
});

it('they are taken back, and no others', async () => {
  const room = new Room();
  room.on(RoomEvent.TrackPublished, () => {});
  const forget = await comeAndGo(room);
  forget();
  expect(listenersOn(room)).toBe(1);
});
