import { APIConnectionError, APIStatusError, tts } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';

/** What a {@link ScriptedTts} does with a request. `cut`: fails after one second of speech. */
export type TtsBehavior = 'sound' | 'nothing' | 'hang' | 'cut' | 'busy' | 'key_refused';

/** Speaks 15 characters a second, in frames of one second, and fails as a test says. */
export class ScriptedTts extends tts.TTS {
  readonly label = 'ScriptedTts';
  /** The texts of all requests. */
  readonly requests: string[] = [];
  readonly #script: TtsBehavior[];

  /** @param script one behavior for each request; the last one goes on */
  constructor(script: readonly TtsBehavior[], { sampleRate = 24_000 } = {}) {
    super(sampleRate, 1, { streaming: false });
    this.#script = [...script];
  }

  synthesize(text: string, options?: ConnectOptions): tts.ChunkedStream {
    this.requests.push(text);
    const behavior = this.#script.length > 1 ? this.#script.shift() : this.#script[0];
    return new ScriptedStream(this, text, behavior ?? 'sound', options);
  }

  stream(): tts.SynthesizeStream {
    throw new TypeError('scripted TTS does not stream');
  }
}

type ConnectOptions = ConstructorParameters<typeof tts.ChunkedStream>[2];

class ScriptedStream extends tts.ChunkedStream {
  readonly label = 'ScriptedStream';
  readonly #behavior: TtsBehavior;
  readonly #sampleRate: number;

  constructor(owner: ScriptedTts, text: string, behavior: TtsBehavior, options?: ConnectOptions) {
    super(text, owner, options);
    this.#behavior = behavior;
    this.#sampleRate = owner.sampleRate;
  }

  protected async run(): Promise<void> {
    switch (this.#behavior) {
      case 'nothing':
        return;
      case 'hang':
        await new Promise<void>((resolve) =>
          this.abortSignal.addEventListener('abort', () => resolve()),
        );
        return;
      case 'busy':
        throw new APIStatusError({ message: 'busy', options: { statusCode: 429 } });
      case 'key_refused':
        throw new APIConnectionError({
          message: 'Connection error - {"error":{"code":400,"message":"API key not valid."}}',
        });
      case 'cut':
        this.#speak(1);
        throw new APIConnectionError({ message: 'terminated' });
      case 'sound':
        this.#speak(Math.ceil(this.inputText.length / 15));
    }
  }

  #speak(seconds: number): void {
    for (let second = 0; second < seconds; second++) {
      const samples = new Int16Array(this.#sampleRate).fill(1000);
      const frame = new AudioFrame(samples, this.#sampleRate, 1, samples.length);
      this.queue.put({ requestId: 'r', segmentId: 's', frame, final: false });
    }
  }
}
