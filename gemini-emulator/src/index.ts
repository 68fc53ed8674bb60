/**
 * A local stand-in for the parts of the Gemini API that BakeBot uses. It hears, sees, thinks a little and speaks, with
 * npm packages alone. For development and tests only. See `docs/emulator.md`.
 */
export { decodeWav, encodeWav } from './audio/wav.ts';
export {
  type Capture,
  type CaptureSummary,
  type ConnectionLimitOrder,
  EmulatorControl,
  type FaultOrder,
  type QuotaOrder,
} from './control/emulator-control.ts';
export { type Emulator, type EmulatorOptions, startGeminiEmulator } from './emulator.ts';
export { type ForkedEmulator, forkEmulator } from './fork-emulator.ts';
export { speak, type SpeakOptions } from './tts/speak.ts';
