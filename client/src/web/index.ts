/** What the service needs of a browser. */
export { createLevelMeter, type LevelMeter } from './level-meter.ts';
export { webPlatform, type WebPlatformOptions } from './web-platform.ts';
