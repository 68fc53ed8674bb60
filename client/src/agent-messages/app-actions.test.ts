import { AppAction } from '@bakebot/protocol';
import { describe, expect, it, vi } from 'vitest';
import type { AppActions } from './app-actions.ts';
import { ServiceHarness } from '../../test/service-harness.ts';

async function connected(actions: AppActions): Promise<ServiceHarness> {
  const app = new ServiceHarness(actions);
  await app.connectWithAgent();
  return app;
}

describe('what the agent asks of the app', () => {
  it('is done, and answered', async () => {
    const vibrate = vi.fn<NonNullable<AppActions['vibrate']>>(() => ({ done: true }));
    const app = await connected({ vibrate });
    const answer = await app.room.callApp(AppAction.vibrate, { durationMs: 800 });
    expect(vibrate).toHaveBeenCalledWith({ durationMs: 800 });
    expect(answer).toEqual({ done: true });
  });

  it('may be refused', async () => {
    const app = await connected({ notify: async () => ({ done: false, reason: 'denied' }) });
    const request = { tag: 'timer-1', title: 'BakeBot', body: 'Muffins' };
    const answer = await app.room.callApp(AppAction.notify, request);
    expect(answer).toEqual({ done: false, reason: 'denied' });
  });

  it('is left to LiveKit to refuse when the app has no such thing', async () => {
    const app = await connected({});
    const answer = await app.room.callApp(AppAction.openCamera, { hint: 'the loaf' });
    expect(answer).toBeUndefined();
  });

  it.each([
    ['from anybody else', { durationMs: 800 }, 'stranger'],
    ['malformed', { durationMs: 'long' }, 'agent-1'],
  ])('is not done when it comes %s', async (_, request, caller) => {
    const vibrate = vi.fn<NonNullable<AppActions['vibrate']>>(() => ({ done: true }));
    const app = await connected({ vibrate });
    const answer = await app.room.callApp(AppAction.vibrate, request, caller);
    expect(vibrate).not.toHaveBeenCalled();
    expect(answer).toEqual({ done: false, reason: 'unavailable' });
  });

  it('is unavailable when the app fails', async () => {
    const app = await connected({
      vibrate: () => {
        throw new Error('no motor');
      },
    });
    const answer = await app.room.callApp(AppAction.vibrate, { durationMs: 800 });
    expect(answer).toEqual({ done: false, reason: 'unavailable' });
  });
});
