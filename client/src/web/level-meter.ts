/** Volume of a track, for an animation while the user speaks. */
export type LevelMeter = {
  /** From 0 (silence) to 1. */
  read(): number;
  close(): void;
};

/** Root mean square of a voice at arm's length, which reads as 1. */
const FULL_SCALE_RMS = 0.2;

export function createLevelMeter(track: MediaStreamTrack): LevelMeter {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  const source = context.createMediaStreamSource(new MediaStream([track]));
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    read() {
      analyser.getFloatTimeDomainData(samples);
      const meanSquare = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      return Math.min(1, Math.sqrt(meanSquare) / FULL_SCALE_RMS);
    },
    close() {
      source.disconnect();
      void context.close();
    },
  };
}
