import {
  decodeWav,
  type Emulator,
  EmulatorControl,
  speak,
  startGeminiEmulator,
} from '@bakebot/gemini-emulator';
import { initializeLogger, voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { cascadePipeline } from '../../pipelines/cascade.ts';
import { loadModels } from '../load-models.ts';
import { ModelEnvironment, toModelConfig } from '../model-config.ts';

const ANSWER = 'First you weigh the flour.';
const FRAME_MS = 20;
const FRAME_SAMPLES = 320;
const TEST_MS = 40_000;

let emulator: Emulator;
let control: EmulatorControl;
let session: voice.AgentSession;
let microphone: Microphone;
let loudspeaker: Loudspeaker;
let events: string[];
let question: Int16Array;

/** Sends silence, or what the user says, in real time. */
class Microphone extends voice.AudioInput {
  #samples: Int16Array = new Int16Array();
  readonly #timer: NodeJS.Timeout;

  constructor() {
    super();
    const frames = new TransformStream<AudioFrame, AudioFrame>();
    const writer = frames.writable.getWriter();
    this.multiStream.addInputStream(frames.readable);
    this.#timer = setInterval(() => void writer.write(this.#next()), FRAME_MS);
  }

  say(samples: Int16Array): void {
    this.#samples = samples;
  }

  override async close(): Promise<void> {
    clearInterval(this.#timer);
    await super.close();
  }

  #next(): AudioFrame {
    const data = new Int16Array(FRAME_SAMPLES);
    data.set(this.#samples.subarray(0, FRAME_SAMPLES));
    this.#samples = this.#samples.subarray(FRAME_SAMPLES);
    return new AudioFrame(data, 16_000, 1, FRAME_SAMPLES);
  }
}

/** Plays in real time, and counts what it played. */
class Loudspeaker extends voice.AudioOutput {
  playedMs = 0;
  started = Promise.withResolvers<void>();
  #startedAt = 0;

  constructor() {
    super(24_000);
  }

  override async captureFrame(frame: AudioFrame): Promise<void> {
    await super.captureFrame(frame);
    if (this.playedMs === 0) {
      this.#startedAt = performance.now();
      this.onPlaybackStarted(Date.now());
      this.started.resolve();
    }
    this.playedMs += (frame.samplesPerChannel / frame.sampleRate) * 1000;
  }

  override flush(): void {
    super.flush();
    const playbackPosition = this.playedMs / 1000;
    const leftMs = this.#startedAt + this.playedMs - performance.now();
    const finish = () => this.onPlaybackFinished({ playbackPosition, interrupted: false });
    setTimeout(finish, Math.max(leftMs, 0));
  }

  override clearBuffer(): void {
    this.onPlaybackFinished({ playbackPosition: 0, interrupted: true });
  }

  rewind(): void {
    this.playedMs = 0;
    this.started = Promise.withResolvers();
  }
}

beforeAll(async () => {
  initializeLogger({ pretty: false, level: 'silent' });
  emulator = await startGeminiEmulator();
  control = new EmulatorControl(emulator.controlUrl);
  vi.stubEnv('GOOGLE_GEMINI_BASE_URL', emulator.url);
  question = decodeWav(
    await speak('Please set a kitchen timer for twelve minutes.', { sampleRate: 16_000 }),
  ).samples;
  const config = toModelConfig(ModelEnvironment.parse({ GOOGLE_API_KEY: 'emulator' }));
  const makeModels = await loadModels(config);
  events = [];
  session = cascadePipeline(() => makeModels('en-US')).createSession({
    lost: () => events.push('lost'),
    refused: () => events.push('refused'),
  });
  const { Close, Error: Failed, UserInputTranscribed } = voice.AgentSessionEventTypes;
  session.on(Close, () => events.push('closed'));
  session.on(Failed, () => events.push('error'));
  session.on(UserInputTranscribed, ({ transcript, isFinal }) => {
    if (isFinal) events.push(transcript);
  });
  microphone = new Microphone();
  loudspeaker = new Loudspeaker();
  session.input.audio = microphone;
  session.output.audio = loudspeaker;
  const agent = new voice.Agent({ instructions: 'You bake.' });
  await session.start({ agent, record: false });
}, TEST_MS);
afterAll(async () => {
  await microphone.close();
  await session.close();
  vi.unstubAllEnvs();
  await emulator.close();
});

it.each([1000, 1001, 1006, 1008, 1011])(
  'a reply is spoken to its end when the STT connection closes with %i during it',
  async (code) => {
    loudspeaker.rewind();
    await control.addFault({
      match: { kind: 'generateContent', text: 'begin' },
      fault: { type: 'text', text: ANSWER },
    });
    const reply = session.generateReply({ userInput: 'How do I begin?' });
    await loudspeaker.started.promise;
    const match = { kind: 'live', at: 'now' } as const;
    expect(await control.addFault({ match, fault: { type: 'close', code } })).toEqual({
      struck: 1,
    });
    await reply.waitForPlayout();
    expect(reply.interrupted).toBe(false);
    expect(loudspeaker.playedMs).toBeGreaterThan(1000);
    expect(events).toEqual([]);
  },
  TEST_MS,
);

it(
  'the same session hears the user afterwards',
  async () => {
    microphone.say(question);
    await vi.waitFor(() => expect(events).toEqual([expect.stringMatching(/kitchen timer/i)]), {
      timeout: TEST_MS,
    });
  },
  TEST_MS,
);
