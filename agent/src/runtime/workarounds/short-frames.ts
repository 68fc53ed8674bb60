import { AudioFrame } from '@livekit/rtc-node';

const FRAME_MS = 20;

/**
 * Cuts outgoing audio into short frames.
 *
 * **Cause**: the framework (1.9.0) checks for interruptions between two frames, and plugin-google's frames have 100 ms, which are
 * still played after an interruption.
 *
 * **Can go** when plugin-google's frames have 20 ms.
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
    // A copy, because rtc-node (0.13) sends the whole buffer of a view.
    const piece = data.slice(from * channels, to * channels);
    // Data of the frame, such as timed words, goes with its first piece.
    yield new AudioFrame(piece, sampleRate, channels, to - from, from === 0 ? userdata : {});
  }
}
