import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CameraRequests } from '../camera/camera-requests.ts';
import { browserActions } from './browser-actions.ts';

const DONE = { done: true };
const timer = { tag: 'timer-1', title: 'BakeBot', body: 'Muffins' };

let camera: CameraRequests;

beforeEach(() => {
  camera = new CameraRequests();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function inBrowser({ visibilityState = 'visible', ...navigator }: Record<string, unknown>): void {
  vi.stubGlobal('navigator', navigator);
  vi.stubGlobal('document', { visibilityState });
}

describe('browserActions', () => {
  it('vibrates the device, and returns unsupported when it has no motor', () => {
    const vibrate = vi.fn<(ms: number) => boolean>(() => true);
    inBrowser({ vibrate });
    expect(browserActions(camera).vibrate?.({ durationMs: 800 })).toEqual(DONE);
    expect(vibrate).toHaveBeenCalledWith(800);
    inBrowser({});
    const refusal = { done: false, reason: 'unsupported' };
    expect(browserActions(camera).vibrate?.({ durationMs: 800 })).toEqual(refusal);
  });

  it('shows a notification when the user has granted permission', () => {
    const shown: unknown[] = [];
    class FakeNotification {
      static permission = 'granted';
      constructor(...args: unknown[]) {
        shown.push(args);
      }
    }
    vi.stubGlobal('Notification', FakeNotification);
    expect(browserActions(camera).notify?.(timer)).toEqual(DONE);
    expect(shown).toEqual([['BakeBot', expect.objectContaining({ tag: 'timer-1' })]]);
    FakeNotification.permission = 'default';
    expect(browserActions(camera).notify?.(timer)).toEqual({ done: false, reason: 'denied' });
  });

  it('opens the camera while the page is visible', () => {
    inBrowser({ mediaDevices: {} });
    expect(browserActions(camera).openCamera?.({ hint: 'the loaf' })).toEqual(DONE);
    expect(camera.getSnapshot()).toEqual({ hint: 'the loaf' });
    camera.close();
    inBrowser({ mediaDevices: {}, visibilityState: 'hidden' });
    const refusal = { done: false, reason: 'unavailable' };
    expect(browserActions(camera).openCamera?.({ hint: 'the loaf' })).toEqual(refusal);
    expect(camera.getSnapshot()).toBeUndefined();
  });
});
