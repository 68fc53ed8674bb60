import { initializeLogger, tts, voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { beforeEach, expect, it } from 'vitest';
import { Assistant } from './assistant.ts';

const SAMPLE_RATE = 16_000;
const FRAME_SAMPLES = SAMPLE_RATE / 10;

/** Speaks 100 ms of silence for each text, and keeps the texts. */
class SilentTts extends tts.TTS {
  readonly label = 'silent';
  readonly heard: string[] = [];

  constructor() {
    super(SAMPLE_RATE, 1, { streaming: false });
  }

  override synthesize(text: string): tts.ChunkedStream {
    this.heard.push(text);
    return new SilentStream(text, this);
  }

  override stream(): tts.SynthesizeStream {
    throw new Error('the silent TTS does not stream');
  }
}

class SilentStream extends tts.ChunkedStream {
  readonly label = 'silent';

  protected override async run(): Promise<void> {
    const frame = AudioFrame.create(SAMPLE_RATE, 1, FRAME_SAMPLES);
    this.queue.put({ requestId: 'r', segmentId: 's', frame, final: true });
    this.queue.close();
  }
}

/** Plays everything at once. */
class InstantOutput extends voice.AudioOutput {
  override flush(): void {
    super.flush();
    this.onPlaybackFinished({ playbackPosition: FRAME_SAMPLES / SAMPLE_RATE, interrupted: false });
  }

  override clearBuffer(): void {}
}

beforeEach(() => initializeLogger({ pretty: false, level: 'silent' }));

it('Assistant speaks a reply in its spoken form, and keeps the text of the model in the chat', async () => {
  const silent = new SilentTts();
  const session = new voice.AgentSession({
    llm: new voice.testing.FakeLLM([{ input: 'How much?', content: 'Use 1/2 cup. Then stir.' }]),
    tts: silent,
    vad: null,
    turnHandling: { turnDetection: null },
  });
  session.output.audio = new InstantOutput(SAMPLE_RATE, undefined, { pause: false });
  const assistant = new Assistant({
    instructions: '',
    spoken: () => (sentence) => sentence.replace('1/2', 'half a'),
  });
  await session.start({ agent: assistant });
  await session.generateReply({ userInput: 'How much?' }).waitForPlayout();
  expect(silent.heard.join(' ')).toBe('Use half a cup. Then stir.');
  expect(assistant.chatCtx.items.at(-1)).toMatchObject({ textContent: 'Use 1/2 cup. Then stir.' });
  await session.close();
});
