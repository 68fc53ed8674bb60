import * as z from 'zod/mini';

/**
 * RPC methods that the agent calls on the user's app. Payloads are JSON, and so is the result: `AppActionResult`.
 * An app need not have any of them: LiveKit answers in its place that the method is not supported.
 */
export const AppAction = {
  /** Shake the phone: something rings. Payload `VibrateRequest`. */
  vibrate: 'bakebot.vibrate',
  /** Show a local notification. Payload `NotifyRequest`. */
  notify: 'bakebot.notify',
  /** Bring up the camera, for a photo to the agent. Payload `OpenCameraRequest`. */
  openCamera: 'bakebot.open_camera',
} as const;
export type AppAction = (typeof AppAction)[keyof typeof AppAction];

/** How long the agent waits for the app's answer, in ms. */
export const APP_ACTION_TIMEOUT_MS = 3000;

export const VibrateRequest = z.object({
  /** How long, in ms. */
  durationMs: z.int().check(z.positive(), z.maximum(5000)),
});
export type VibrateRequest = z.infer<typeof VibrateRequest>;

export const NotifyRequest = z.object({
  /** The same tag again replaces the notification: a timer's id. */
  tag: z.string(),
  title: z.string(),
  body: z.string(),
});
export type NotifyRequest = z.infer<typeof NotifyRequest>;

export const OpenCameraRequest = z.object({
  /** What to take a photo of, in the user's language: "the crumb of the loaf". */
  hint: z.string(),
});
export type OpenCameraRequest = z.infer<typeof OpenCameraRequest>;

/** What became of it. An app answers at once: that the camera is up, not that a photo was taken. */
export const AppActionResult = z.discriminatedUnion('done', [
  z.object({ done: z.literal(true) }),
  z.object({
    done: z.literal(false),
    /** The device has no such thing; the user does not allow it; or not now (in the background, for example). */
    reason: z.enum(['unsupported', 'denied', 'unavailable']),
  }),
]);
export type AppActionResult = z.infer<typeof AppActionResult>;
