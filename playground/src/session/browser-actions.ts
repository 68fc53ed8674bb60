import type { AppActionResult, AppActions } from '@bakebot/client';
import type { CameraRequests } from '../camera/camera-requests.ts';

const DONE = { done: true } as const;

/** What the agent may ask of this page. */
export function browserActions(camera: CameraRequests): AppActions {
  return {
    vibrate({ durationMs }) {
      const hasMotor = typeof navigator.vibrate === 'function' && navigator.vibrate(durationMs);
      return hasMotor ? DONE : refused('unsupported');
    },
    notify({ tag, title, body }) {
      if (typeof Notification === 'undefined') return refused('unsupported');
      // To ask needs a press of the user: the bell beside the timers does.
      if (Notification.permission !== 'granted') return refused('denied');
      // oxlint-disable-next-line no-new -- it shows itself
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
