import { AudioFrame } from '@livekit/rtc-node';
import { beforeEach, expect, it } from 'vitest';
import { UnheardAudio } from './unheard-audio.ts';

const FRAME_MS = 20;

let audio: UnheardAudio;
let now: number;

beforeEach(() => {
  audio = new UnheardAudio();
  now = 0;
});

/** Pushes audio in real time. Each sentence has a level of its own, by which {@link kept} tells it. */
function push(ms: number, level: number): void {
  for (let i = 0; i < ms / FRAME_MS; i++, now += FRAME_MS) {
    audio.push(new AudioFrame(new Int16Array(320).fill(level), 16_000, 1, 320), now);
  }
}

/** Levels of the speech that is kept, and its length in ms with the silence. */
function kept(): { levels: number[]; ms: number } {
  const frames = audio.resend(now);
  const levels = new Set(frames.map(({ data }) => data[0] ?? 0).filter((level) => level > 0));
  return { levels: [...levels], ms: frames.length * FRAME_MS };
}

it('keeps half a second of silence', () => {
  push(10_000, 0);
  expect(kept()).toEqual({ levels: [], ms: 400 });
});

it('keeps speech with its lead until a final transcript', () => {
  push(2000, 0);
  push(1000, 5000);
  push(700, 0);
  expect(kept()).toEqual({ levels: [5000], ms: 2100 });
  audio.transcribed(now);
  expect(kept()).toEqual({ levels: [], ms: 400 });
  expect(audio.repeatedMs).toBe(0);
});

it('keeps the sentence that began before the transcript of the one before arrived', () => {
  push(1000, 5000);
  push(400, 0);
  push(600, 6000);
  audio.transcribed(now);
  expect(kept().levels).toEqual([6000]);
  expect(audio.repeatedMs).toBe(0);
});

it('keeps a short sentence that is over before the transcript of the one before arrived', () => {
  push(1000, 5000);
  push(400, 0);
  push(200, 6000);
  push(400, 0);
  audio.transcribed(now);
  expect(kept().levels).toEqual([6000]);
  expect(audio.repeatedMs).toBe(200);
});

it('drops what must have been transcribed long ago', () => {
  push(1000, 5000);
  push(400, 0);
  push(1000, 6000);
  push(1000, 0);
  push(9000, 7000);
  audio.transcribed(now);
  expect(kept().levels).toEqual([7000]);
});

it('expects one transcript for each sentence when the service is busy', () => {
  push(1000, 5000);
  push(2000, 0);
  push(1000, 6000);
  push(2000, 0);
  audio.transcribed(now);
  expect(kept().levels).toEqual([6000]);
  expect(audio.repeatedMs).toBe(0);
});

it('keeps the latest speech when a sentence without pauses is transcribed in pieces', () => {
  push(4000, 5000);
  push(1000, 6000);
  audio.transcribed(now);
  expect(kept()).toEqual({ levels: [5000, 6000], ms: 1480 });
  expect(audio.repeatedMs).toBe(1480);
});

it('expects the transcripts of speech that was sent again one after the other', () => {
  push(1000, 5000);
  push(400, 0);
  push(1000, 6000);
  push(2000, 0);
  audio.resend(now);
  audio.transcribed(now + 500);
  expect(kept().levels).toEqual([6000]);
});

it('drops noise without a transcript after eight seconds of silence', () => {
  push(1000, 5000);
  expect(audio.hasSpeech).toBe(true);
  push(8000, 0);
  expect(audio.hasSpeech).toBe(false);
});

it('keeps a minute at most', () => {
  for (let i = 0; i < 20; i++) {
    push(4000, 5000);
    push(100, 0);
  }
  expect(kept().ms).toBe(60_000);
});
