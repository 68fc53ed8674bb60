import { useEffect } from 'react';

/** Notes of the chime, in Hz. */
const NOTES = [880, 1175, 1568];

/** Time between two notes. */
const NOTE_SECONDS = 0.18;

/** Interval between two chimes. */
const CHIME_INTERVAL_MS = 3000;
const MAX_RINGS = 20;

/** Plays a chime repeatedly while a timer rings. */
export function useChime(isRinging: boolean): void {
  useEffect(() => {
    if (!isRinging) return undefined;
    let rings = 1;
    ring();
    const interval = setInterval(() => {
      rings += 1;
      if (rings <= MAX_RINGS) ring();
    }, CHIME_INTERVAL_MS);
    return () => clearInterval(interval);
  }, [isRinging]);
}

function ring(): void {
  const context = new AudioContext();
  for (const [index, frequency] of NOTES.entries()) {
    const at = context.currentTime + index * NOTE_SECONDS;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.2, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 1.2);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + 1.2);
    if (index === NOTES.length - 1) tone.addEventListener('ended', () => void context.close());
  }
}
