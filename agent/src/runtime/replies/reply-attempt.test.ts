import { APIStatusError, initializeLogger, voice } from '@livekit/agents';
import * as google from '@livekit/agents-plugin-google';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ScriptedTts } from '../models/testing/scripted-tts.ts';
import type { Speech } from '../speech/speech.ts';
import { ReplyAttempt } from './reply-attempt.ts';
import { TIMED_OUT } from '../turns/outcome.ts';

initializeLogger({ pretty: false, level: 'silent' });

class FakeSpeech implements Speech {
  said = '';
  interrupted = false;
  isIncomplete = false;
  readonly #end = Promise.withResolvers<void>();
  readonly done = this.#end.promise;

  owns(speechId: string): boolean {
    return speechId === 'speech-1';
  }

  text(): string {
    return this.said;
  }

  interrupt(): void {
    this.interrupted = true;
    this.#end.resolve();
  }

  finish(): void {
    this.#end.resolve();
  }
}

let session: voice.AgentSession;
let speech: FakeSpeech;
let stop: AbortController;
let started: number;
let loss: 'lost' | 'rejected' | undefined;
let speak: (speechId: string) => void;
let attempt: ReplyAttempt;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  session = new voice.AgentSession({ vad: null, turnHandling: { turnDetection: null } });
  speech = new FakeSpeech();
  stop = new AbortController();
  started = 0;
  loss = undefined;
  attempt = attemptAt(speech);
});
afterEach(() => vi.useRealTimers());

function attemptAt(answer: Speech): ReplyAttempt {
  return new ReplyAttempt({
    assistant: {
      onFirstWords: (listener) => {
        speak = listener;
        return () => {};
      },
    },
    session,
    speech: answer,
    loss: () => loss,
    progress: { started: () => started++ },
    signal: stop.signal,
  });
}

describe('ReplyAttempt', () => {
  it('completes an attempt when its speech is done', async () => {
    speak('speech-1');
    speak('speech-1');
    speech.said = 'Two cups.';
    speech.finish();
    expect(await attempt.outcome).toEqual({ end: 'complete', text: 'Two cups.' });
    expect(started).toBe(1);
  });

  it('fails an attempt as stalled, and interrupts its speech, without a sign of life', async () => {
    vi.advanceTimersByTime(4500);
    expect(await attempt.outcome).toMatchObject({ failure: 'stalled' });
    expect(speech.interrupted).toBe(true);
  });

  it('restarts the stall time-out after each sign of life', async () => {
    vi.advanceTimersByTime(4000);
    attempt.alive();
    vi.advanceTimersByTime(4000);
    speak('another speech');
    vi.advanceTimersByTime(600);
    expect(await attempt.outcome).toMatchObject({ failure: 'stalled' });
  });

  it('completes an attempt whose voice failed, and fails one whose model failed', async () => {
    const failWith = (type: 'llm_error' | 'tts_error'): boolean => {
      const error = { type, timestamp: 0, label: '', error: new Error('down'), recoverable: false };
      const source = new ScriptedTts([]);
      const event = { type: 'error', error, source, createdAt: 0 } as const;
      return session.emit(voice.AgentSessionEventTypes.Error, event);
    };
    speech.said = 'Two cups.';
    failWith('tts_error');
    speech.finish();
    expect(await attempt.outcome).toEqual({ end: 'complete', text: 'Two cups.' });
    const other = attemptAt(speech);
    failWith('llm_error');
    expect(await other.outcome).toMatchObject({ failure: 'unavailable' });
  });

  it('ends an attempt as interrupted, with the words played out, when the user interrupts', async () => {
    speech.said = 'Two';
    speech.interrupt();
    expect(await attempt.outcome).toEqual({ end: 'interrupted', text: 'Two' });
  });

  it('fails an attempt as stalled when its speech is done before the model has finished', async () => {
    speak('speech-1');
    speech.said = 'Let me set that.';
    speech.isIncomplete = true;
    speech.finish();
    expect(await attempt.outcome).toEqual({
      end: 'failed',
      failure: 'stalled',
      text: 'Let me set that.',
    });
  });

  it('fails an attempt as lost, not interrupted, when its session ends', async () => {
    loss = 'lost';
    attempt.lost();
    expect(await attempt.outcome).toMatchObject({ failure: 'lost' });
  });

  it('fails an attempt as rejected when its session ended because requests are rejected', async () => {
    loss = 'rejected';
    attempt.lost();
    expect(await attempt.outcome).toMatchObject({ failure: 'rejected' });
  });

  it('fails an attempt as rejected when the LLM rejects its request, but not for its voice', async () => {
    const failEvent = (type: 'llm_error' | 'tts_error') => {
      const error = new APIStatusError({ message: 'gone', options: { statusCode: 404 } });
      const event = { type, error, label: '', timestamp: 0, recoverable: false };
      const { Error: Failed } = voice.AgentSessionEventTypes;
      session.emit(Failed, {
        type: Failed,
        error: event,
        source: new google.LLM({ apiKey: 'a', model: 'm' }),
        createdAt: 0,
      });
    };
    failEvent('llm_error');
    speech.finish();
    expect(await attempt.outcome).toMatchObject({ failure: 'rejected' });
    const other = new FakeSpeech();
    attempt = attemptAt(other);
    failEvent('tts_error');
    other.finish();
    expect(await attempt.outcome).not.toMatchObject({ failure: 'rejected' });
  });

  it('fails an attempt as stalled, not interrupted, when the turn times out', async () => {
    stop.abort(TIMED_OUT);
    expect(await attempt.outcome).toMatchObject({ failure: 'stalled' });
  });

  it('fails an attempt as empty without words, and as refused after a refusal', async () => {
    attempt.refused();
    speech.finish();
    expect(await attempt.outcome).toMatchObject({ failure: 'refused' });
    const silent = new FakeSpeech();
    const other = attemptAt(silent);
    silent.finish();
    expect(await other.outcome).toMatchObject({ failure: 'empty' });
  });
});
