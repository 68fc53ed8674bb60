import { DisconnectReason, RoomEvent } from '@livekit/rtc-node';
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Presence, type PresenceRoom, type PresentParticipant } from './presence.ts';

class FakeRoom extends EventEmitter implements PresenceRoom {
  readonly remoteParticipants = new Map<string, PresentParticipant>();
}

let room: FakeRoom;
let log: string[];
let presence: Presence;

beforeEach(() => {
  vi.useFakeTimers();
  room = new FakeRoom();
  log = [];
  presence = createPresence(false);
});
afterEach(() => {
  presence.close();
  vi.useRealTimers();
});

function createPresence(lasting: boolean): Presence {
  const user = { identity: 'ada', lasting };
  return new Presence(room, user, {
    arrived: () => log.push('arrived'),
    returned: () => log.push('returned'),
    gone: (reason) => log.push(reason),
  });
}

function connect(identity = 'ada'): void {
  room.emit(RoomEvent.ParticipantConnected, { identity });
}

function disconnect(disconnectReason: DisconnectReason, identity = 'ada'): void {
  room.emit(RoomEvent.ParticipantDisconnected, { identity, disconnectReason });
}

it('gives up when the user does not connect within a minute', () => {
  vi.advanceTimersByTime(60_000);
  expect(log).toEqual(['never_arrived']);
});

it('waits two minutes for a user who lost the connection', () => {
  connect();
  disconnect(DisconnectReason.SIGNAL_CLOSE);
  vi.advanceTimersByTime(119_000);
  connect();
  vi.advanceTimersByTime(600_000);
  expect(log).toEqual(['arrived', 'returned']);
});

it('gives up when the user does not reconnect', () => {
  connect();
  disconnect(DisconnectReason.SIGNAL_CLOSE);
  vi.advanceTimersByTime(120_000);
  expect(log).toEqual(['arrived', 'connection_lost']);
});

it('gives up at once when the user left on purpose', () => {
  connect();
  disconnect(DisconnectReason.CLIENT_INITIATED);
  expect(log).toEqual(['arrived', 'left']);
});

it('ignores participants of other identities', () => {
  connect('eve');
  connect();
  disconnect(DisconnectReason.CLIENT_INITIATED, 'eve');
  expect(log).toEqual(['arrived']);
});

it('never gives up in a lasting room', () => {
  presence.close();
  presence = createPresence(true);
  connect();
  disconnect(DisconnectReason.CLIENT_INITIATED);
  vi.advanceTimersByTime(600_000);
  connect();
  expect(log).toEqual(['arrived', 'returned']);
});
