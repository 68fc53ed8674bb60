import { useEffect, useRef } from 'react';

/** Notes of the chime, in Hz, and their distance, in seconds. */
const NOTES = [880, 1175, 1568];
const NOTE_SECONDS = 0.18;

/** Rings once for each timer whose time is up. */
export function useChime(ringing: readonly string[]): void {
  const rung = useRef(new Set<string>());
  useEffect(() => {
    const fresh = ringing.filter((id) => !rung.current.has(id));
    for (const id of fresh) rung.current.add(id);
    if (fresh.length > 0) ring();
  });
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
