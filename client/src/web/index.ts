/** The platform object for browsers. */
export { createLevelMeter, type LevelMeter } from './level-meter.ts';
export { webPlatform, type WebPlatformOptions } from './web-platform.ts';
