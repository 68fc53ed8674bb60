import { AppAction } from '@bakebot/protocol';
import { describe, expect, it, vi } from 'vitest';
import type { AppActions } from './app-actions.ts';
import { ServiceHarness } from '../../test/service-harness.ts';

async function connected(actions: AppActions): Promise<ServiceHarness> {
  const app = new ServiceHarness(actions);
  await app.connectWithAgent();
  return app;
}

describe('app actions', () => {
  it("calls the app's action and returns its result", async () => {
    const vibrate = vi.fn<NonNullable<AppActions['vibrate']>>(() => ({ done: true }));
    const app = await connected({ vibrate });
    const result = await app.room.callApp(AppAction.vibrate, { durationMs: 800 });
    expect(vibrate).toHaveBeenCalledWith({ durationMs: 800 });
    expect(result).toEqual({ done: true });
  });

  it("returns the refusal of the app's action", async () => {
    const app = await connected({ notify: async () => ({ done: false, reason: 'denied' }) });
    const request = { tag: 'timer-1', title: 'BakeBot', body: 'Muffins' };
    const result = await app.room.callApp(AppAction.notify, request);
    expect(result).toEqual({ done: false, reason: 'denied' });
  });

  it('registers no RPC method for an action that the app lacks', async () => {
    const app = await connected({});
    const result = await app.room.callApp(AppAction.openCamera, { hint: 'the loaf' });
    expect(result).toBeUndefined();
  });

  it.each([
    ['from another participant', { durationMs: 800 }, 'user-2'],
    ['with a malformed request', { durationMs: 'long' }, 'agent-1'],
  ])('rejects a call %s', async (_, request, caller) => {
    const vibrate = vi.fn<NonNullable<AppActions['vibrate']>>(() => ({ done: true }));
    const app = await connected({ vibrate });
    const result = await app.room.callApp(AppAction.vibrate, request, caller);
    expect(vibrate).not.toHaveBeenCalled();
    expect(result).toEqual({ done: false, reason: 'unavailable' });
  });

  it("returns unavailable when the app's action throws", async () => {
    const app = await connected({
      vibrate: () => {
        throw new Error('no motor');
      },
    });
    const result = await app.room.callApp(AppAction.vibrate, { durationMs: 800 });
    expect(result).toEqual({ done: false, reason: 'unavailable' });
  });
});
