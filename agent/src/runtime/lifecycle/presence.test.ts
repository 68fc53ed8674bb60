import { DisconnectReason, RoomEvent } from '@livekit/rtc-node';
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Presence, type PresenceRoom, type Somebody } from './presence.ts';

class FakeRoom extends EventEmitter implements PresenceRoom {
  readonly remoteParticipants = new Map<string, Somebody>();
}

let room: FakeRoom;
let log: string[];
let presence: Presence;

beforeEach(() => {
  vi.useFakeTimers();
  room = new FakeRoom();
  log = [];
  presence = watch(false);
});
afterEach(() => {
  presence.close();
  vi.useRealTimers();
});

function watch(lasting: boolean): Presence {
  const user = { identity: 'ada', lasting };
  return new Presence(room, user, {
    arrived: (again) => log.push(again ? 'back' : 'arrived'),
    gone: (reason) => log.push(reason),
  });
}

function come(identity = 'ada'): void {
  room.emit(RoomEvent.ParticipantConnected, { identity });
}

function go(disconnectReason: DisconnectReason, identity = 'ada'): void {
  room.emit(RoomEvent.ParticipantDisconnected, { identity, disconnectReason });
}

it('gives up when the user does not come', () => {
  vi.advanceTimersByTime(60_000);
  expect(log).toEqual(['never_arrived']);
});

it('waits two minutes for a connection that was lost', () => {
  come();
  go(DisconnectReason.SIGNAL_CLOSE);
  vi.advanceTimersByTime(119_000);
  come();
  vi.advanceTimersByTime(600_000);
  expect(log).toEqual(['arrived', 'back']);
});

it('gives up when it does not come back', () => {
  come();
  go(DisconnectReason.SIGNAL_CLOSE);
  vi.advanceTimersByTime(120_000);
  expect(log).toEqual(['arrived', 'connection_lost']);
});

it('does not wait for somebody who has left', () => {
  come();
  go(DisconnectReason.CLIENT_INITIATED);
  expect(log).toEqual(['arrived', 'left']);
});

it('does not take another for its user', () => {
  come('eve');
  come();
  go(DisconnectReason.CLIENT_INITIATED, 'eve');
  expect(log).toEqual(['arrived']);
});

it('waits in a lasting room for as long as there is one', () => {
  presence.close();
  presence = watch(true);
  come();
  go(DisconnectReason.CLIENT_INITIATED);
  vi.advanceTimersByTime(600_000);
  come();
  expect(log).toEqual(['arrived', 'back']);
});
