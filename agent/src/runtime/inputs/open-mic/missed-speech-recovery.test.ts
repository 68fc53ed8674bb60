import { initializeLogger, normalizeLanguage, stt, voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MissedSpeechRecovery } from './missed-speech-recovery.ts';
import type { Recognition } from '../push-to-talk/utterance.ts';

initializeLogger({ pretty: false, level: 'silent' });

const { UserInputTranscribed, UserStateChanged } = voice.AgentSessionEventTypes;
const FRAME = new AudioFrame(new Int16Array(160), 16_000, 1, 160);

/** An STT stream that returns these words for any audio. */
function understanding(text: string): Recognition {
  const alternative = {
    text,
    language: normalizeLanguage('en'),
    confidence: 1,
    startTime: 0,
    endTime: 0,
  };
  return {
    pushFrame: () => {},
    endInput: () => {},
    close: () => {},
    async *[Symbol.asyncIterator]() {
      if (text)
        yield { type: stt.SpeechEventType.FINAL_TRANSCRIPT, alternatives: [alternative] } as const;
    },
  };
}

let session: voice.AgentSession;
let heard: string[];
let askedMs: number[];
let hearing: MissedSpeechRecovery;
let words: string;
let recognitions: number;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  session = new voice.AgentSession({ vad: null, turnHandling: { turnDetection: null } });
  heard = [];
  askedMs = [];
  words = 'Set a timer.';
  recognitions = 0;
  hearing = new MissedSpeechRecovery({
    last: (ms) => {
      askedMs.push(ms);
      return [FRAME];
    },
    openSttStream: () => {
      recognitions++;
      return understanding(words);
    },
    heard: (text) => heard.push(text),
  });
  hearing.follow(session);
});
afterEach(() => {
  hearing.close();
  vi.useRealTimers();
});

async function speak(ms: number): Promise<void> {
  const createdAt = 0;
  const type = 'user_state_changed';
  session.emit(UserStateChanged, { type, oldState: 'listening', newState: 'speaking', createdAt });
  await vi.advanceTimersByTimeAsync(ms);
  session.emit(UserStateChanged, { type, oldState: 'speaking', newState: 'listening', createdAt });
}

it('transcribes speech again when no transcript came', async () => {
  await speak(2000);
  await vi.advanceTimersByTimeAsync(4000);
  expect(heard).toEqual(['Set a timer.']);
  expect(askedMs).toEqual([6000]);
});

it('does nothing when a transcript came', async () => {
  await speak(2000);
  session.emit(UserInputTranscribed, {
    type: 'user_input_transcribed',
    transcript: 'Set',
    isFinal: false,
    speakerId: null,
    itemId: null,
    createdAt: 0,
    language: null,
  });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(heard).toEqual([]);
});

it('makes no turn of noise, and limits its attempts', async () => {
  words = '';
  await speak(500);
  await vi.advanceTimersByTimeAsync(4000);
  await speak(500);
  await vi.advanceTimersByTimeAsync(4000);
  expect(heard).toEqual([]);
  expect(recognitions).toBe(1);
});
