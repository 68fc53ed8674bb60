import * as z from 'zod/mini';

/**
 * RPC methods that the agent calls on the app. Payload and result (`AppActionResult`) are JSON. All are optional: LiveKit
 * rejects a call to an unregistered method as unsupported.
 */
export const AppAction = {
  /** Vibrate the phone when a timer rings. Payload `VibrateRequest`. */
  vibrate: 'bakebot.vibrate',
  /** Show a local notification. Payload `NotifyRequest`. */
  notify: 'bakebot.notify',
  /** Open the camera, so that the user can send a photo. Payload `OpenCameraRequest`. */
  openCamera: 'bakebot.open_camera',
} as const;
export type AppAction = (typeof AppAction)[keyof typeof AppAction];

/** How long the agent waits for the app's response, in ms. */
export const APP_ACTION_TIMEOUT_MS = 3000;

export const VibrateRequest = z.object({
  durationMs: z.int().check(z.positive(), z.maximum(5000)),
});
export type VibrateRequest = z.infer<typeof VibrateRequest>;

export const NotifyRequest = z.object({
  /** A notification with the same tag replaces the earlier one. A timer's id. */
  tag: z.string(),
  title: z.string(),
  body: z.string(),
});
export type NotifyRequest = z.infer<typeof NotifyRequest>;

export const OpenCameraRequest = z.object({
  /** The subject of the photo, in the user's language: "the crumb of the loaf". */
  hint: z.string(),
});
export type OpenCameraRequest = z.infer<typeof OpenCameraRequest>;

/** The app responds at once: when the camera is open, not when a photo was taken. */
export const AppActionResult = z.discriminatedUnion('done', [
  z.object({ done: z.literal(true) }),
  z.object({
    done: z.literal(false),
    /** No such hardware or API; permission denied; or not possible now, for example in the background. */
    reason: z.enum(['unsupported', 'denied', 'unavailable']),
  }),
]);
export type AppActionResult = z.infer<typeof AppActionResult>;
