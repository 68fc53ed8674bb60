import { RoomServiceClient } from 'livekit-server-sdk';
import { describe, expect, it } from 'vitest';

describe('perform-rpc', () => {
  it('is needed while livekit-server-sdk has no method for PerformRpc', () => {
    const methods = Object.getOwnPropertyNames(RoomServiceClient.prototype);
    expect(methods).toContain('removeParticipant');
    expect(methods.filter((name) => /rpc/i.test(name))).toEqual([]);
  });
});
