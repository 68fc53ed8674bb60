import { AudioFrame } from '@livekit/rtc-node';

/** How long a piece of sound is, in ms. */
const FRAME_MS = 20;

/**
 * Cuts sound into short frames on its way out.
 *
 * **Cause**: the framework (1.9.0) looks whether it shall be silent between two frames, and plugin-google's have 100 ms: so much is said
 * on after an interruption.
 */
export function shortFrames(): TransformStream<AudioFrame, AudioFrame> {
  return new TransformStream({
    transform(frame, controller) {
      for (const piece of cut(frame)) controller.enqueue(piece);
    },
  });
}

function* cut({ data, sampleRate, channels, samplesPerChannel, userdata }: AudioFrame) {
  const length = Math.round((sampleRate * FRAME_MS) / 1000);
  for (let from = 0; from < samplesPerChannel; from += length) {
    const to = Math.min(from + length, samplesPerChannel);
    // A copy: rtc-node (0.13) sends a view's whole buffer.
    const piece = data.slice(from * channels, to * channels);
    // What comes with the frame, such as its words, comes with its beginning.
    yield new AudioFrame(piece, sampleRate, channels, to - from, from === 0 ? userdata : {});
  }
}
