import type { AppActions } from '@bakebot/client';
import * as Notifications from 'expo-notifications';
import { Vibration } from 'react-native';
import { cameraRequests } from './camera/camera-requests.ts';

/** Actions that the agent may request from the phone. */
export const appActions: AppActions = {
  vibrate({ durationMs }) {
    // iOS ignores the duration and vibrates for a fixed time.
    Vibration.vibrate(durationMs);
    return { done: true };
  },

  async notify({ tag, title, body }) {
    const { granted } = await Notifications.getPermissionsAsync();
    if (!granted) return { done: false, reason: 'denied' };
    await Notifications.scheduleNotificationAsync({
      identifier: tag,
      content: { title, body, sound: true },
      trigger: null,
    });
    return { done: true };
  },

  openCamera() {
    return cameraRequests.open() ? { done: true } : { done: false, reason: 'unavailable' };
  },
};
