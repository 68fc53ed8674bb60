import { beforeEach, describe, expect, it } from 'vitest';
import { ensureAgent } from './rejoin.ts';
import type { LiveParticipant, LiveRoom } from './livekit-rooms.ts';

const NOW = 1_000_000_000;

class FakeRooms {
  room: LiveRoom | undefined;
  agents: string[] = [];
  /** Results of successive pings; the last one repeats. */
  answers: boolean[] = [];
  pings = 0;
  readonly deleted: string[] = [];

  async find(names: readonly string[]): Promise<readonly LiveRoom[]> {
    return this.room && names.includes(this.room.name) ? [this.room] : [];
  }

  async listParticipants(): Promise<readonly LiveParticipant[]> {
    const user = { identity: 'user-ada', isActiveAgent: false, attributes: {} };
    return [user, ...this.agents.map((identity) => ({ ...user, identity, isActiveAgent: true }))];
  }

  async isAnswering(): Promise<boolean> {
    this.pings += 1;
    return (this.answers.length > 1 ? this.answers.shift() : this.answers[0]) ?? false;
  }

  async deleteRoom(room: string): Promise<void> {
    this.deleted.push(room);
  }
}

class FakeClock {
  time = NOW;
  now(): number {
    return this.time;
  }
  async sleep(ms: number): Promise<void> {
    this.time += ms;
  }
}

let rooms: FakeRooms;

beforeEach(() => {
  rooms = new FakeRooms();
});

function roomOfAge(ms: number): LiveRoom {
  return { name: 'kitchen', createdAt: NOW - ms };
}

describe('ensureAgent', () => {
  it('does nothing for a room that does not exist', async () => {
    expect(await ensureAgent('kitchen', rooms, new FakeClock())).toBe('no_room');
  });

  it('keeps a new room whose agent has not joined yet', async () => {
    rooms.room = roomOfAge(14_000);
    expect(await ensureAgent('kitchen', rooms, new FakeClock())).toBe('agent_awaited');
    expect(rooms.deleted).toEqual([]);
  });

  it('keeps a room of any age whose agent answers', async () => {
    for (const age of [0, 3_600_000]) {
      rooms.room = roomOfAge(age);
      rooms.agents = ['agent-1'];
      rooms.answers = [true];
      expect(await ensureAgent('kitchen', rooms, new FakeClock())).toBe('agent_answers');
    }
    expect(rooms.deleted).toEqual([]);
  });

  it('pings an agent again that has just joined', async () => {
    rooms.room = roomOfAge(1000);
    rooms.agents = ['agent-1'];
    rooms.answers = [false, false, true];
    expect(await ensureAgent('kitchen', rooms, new FakeClock())).toBe('agent_answers');
    expect(rooms.deleted).toEqual([]);
  });

  it.each([
    ['no agent joined', []],
    ['the agent does not answer', ['agent-1']],
  ])('deletes the room when %s', async (_, agents) => {
    rooms.room = roomOfAge(15_000);
    rooms.agents = agents;
    expect(await ensureAgent('kitchen', rooms, new FakeClock())).toBe('room_replaced');
    expect(rooms.deleted).toEqual(['kitchen']);
    expect(rooms.pings).toBeLessThan(10);
  });
});
