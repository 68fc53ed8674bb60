import { initializeLogger, normalizeLanguage, stt, voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MissedSpeechRecovery } from './missed-speech-recovery.ts';
import type { SttStream } from '../push-to-talk/utterance.ts';

initializeLogger({ pretty: false, level: 'silent' });

const { UserInputTranscribed, UserStateChanged } = voice.AgentSessionEventTypes;
const FRAME = new AudioFrame(new Int16Array(160), 16_000, 1, 160);

/** An STT stream that transcribes any audio to this text. */
function streamOf(text: string): SttStream {
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
      await transcribed;
      if (text)
        yield { type: stt.SpeechEventType.FINAL_TRANSCRIPT, alternatives: [alternative] } as const;
    },
  };
}

let session: voice.AgentSession;
let recovered: string[];
let requestedMs: number[];
let recovery: MissedSpeechRecovery;
let words: string;
let streams: number;
/** Resolves when streams may transcribe. */
let transcribed: Promise<void>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  session = new voice.AgentSession({ vad: null, turnHandling: { turnDetection: null } });
  recovered = [];
  requestedMs = [];
  words = 'Set a timer.';
  streams = 0;
  transcribed = Promise.resolve();
  recovery = new MissedSpeechRecovery({
    last: (ms) => {
      requestedMs.push(ms);
      return [FRAME];
    },
    openSttStream: () => {
      streams++;
      return streamOf(words);
    },
    recovered: (text) => recovered.push(text),
  });
  recovery.follow(session);
});
afterEach(() => {
  recovery.close();
  vi.useRealTimers();
});

async function speak(ms: number): Promise<void> {
  const createdAt = 0;
  const type = 'user_state_changed';
  session.emit(UserStateChanged, { type, oldState: 'listening', newState: 'speaking', createdAt });
  await vi.advanceTimersByTimeAsync(ms);
  session.emit(UserStateChanged, { type, oldState: 'speaking', newState: 'listening', createdAt });
}

function transcribe(transcript: string): void {
  session.emit(UserInputTranscribed, {
    type: 'user_input_transcribed',
    transcript,
    isFinal: false,
    speakerId: null,
    itemId: null,
    createdAt: 0,
    language: null,
  });
}

it('transcribes speech again when the session transcribed nothing', async () => {
  await speak(2000);
  await vi.advanceTimersByTimeAsync(4000);
  expect(recovered).toEqual(['Set a timer.']);
  expect(requestedMs).toEqual([6000]);
});

it('does nothing when the session transcribed the speech', async () => {
  await speak(2000);
  transcribe('Set');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(recovered).toEqual([]);
});

it('makes no turn of noise, and transcribes at most every ten seconds', async () => {
  words = '';
  await speak(500);
  await vi.advanceTimersByTimeAsync(4000);
  await speak(500);
  await vi.advanceTimersByTimeAsync(4000);
  expect(recovered).toEqual([]);
  expect(streams).toBe(1);
});

it('recovers nothing when the session transcribes the speech while it is transcribed again', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  transcribed = promise;
  await speak(1500);
  await vi.advanceTimersByTimeAsync(3100);
  expect(streams).toBe(1);
  transcribe('Set a timer');
  resolve();
  await vi.advanceTimersByTimeAsync(4000);
  expect(recovered).toEqual([]);
});

it('knows a late transcript of recovered speech', async () => {
  await speak(2000);
  await vi.advanceTimersByTimeAsync(4000);
  expect(recovery.hasRecovered('set a timer')).toBe(true);
  expect(recovery.hasRecovered('a timer')).toBe(true);
  expect(recovery.hasRecovered('Cancel the timer.')).toBe(false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(recovery.hasRecovered('Set a timer.')).toBe(false);
});
