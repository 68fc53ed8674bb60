import type { AppActionResult, AppActions } from '@bakebot/client';
import type { CameraRequests } from '../camera/camera-requests.ts';

const DONE = { done: true } as const;

/** Actions that the agent may request from this page. */
export function browserActions(camera: CameraRequests): AppActions {
  return {
    vibrate({ durationMs }) {
      const hasMotor = typeof navigator.vibrate === 'function' && navigator.vibrate(durationMs);
      return hasMotor ? DONE : refused('unsupported');
    },
    notify({ tag, title, body }) {
      if (typeof Notification === 'undefined') return refused('unsupported');
      // Browsers show the permission prompt only after a user gesture: `NotifyButton` requests it.
      if (Notification.permission !== 'granted') return refused('denied');
      // oxlint-disable-next-line no-new -- the constructor shows the notification
      new Notification(title, { tag, body, icon: '/logo.svg' });
      return DONE;
    },
    openCamera({ hint }) {
      if (!('mediaDevices' in navigator)) return refused('unsupported');
      if (document.visibilityState !== 'visible') return refused('unavailable');
      camera.open(hint);
      return DONE;
    },
  };
}

function refused(reason: 'unsupported' | 'denied' | 'unavailable'): AppActionResult {
  return { done: false, reason };
}
