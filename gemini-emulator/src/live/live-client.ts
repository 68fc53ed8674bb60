import {
  GoogleGenAI,
  type LiveConnectConfig,
  type LiveServerMessage,
  type Session,
} from '@google/genai';
import { concatenate, pcmFromBytes } from '../audio/pcm.ts';
import { decodeWav } from '../audio/wav.ts';
import { speak } from '../tts/speak.ts';

/** What a microphone sends. */
const SAMPLE_RATE = 16_000;
const PIECE_SAMPLES = 800;

/** Google's own client on a Live connection, with what it received. For tests. */
export class LiveClient {
  readonly messages: LiveServerMessage[] = [];
  #session: Session | undefined;
  #waiting: (() => void)[] = [];
  #closeCode: number | undefined;

  static async connect(url: string, model: string, config: LiveConnectConfig): Promise<LiveClient> {
    const client = new LiveClient();
    const ai = new GoogleGenAI({ apiKey: 'any', httpOptions: { baseUrl: url } });
    const connecting = ai.live.connect({
      model,
      config,
      callbacks: {
        onmessage: (message) => {
          client.messages.push(message);
          client.#wake();
        },
        onclose: ({ code }) => {
          client.#closeCode = code;
          client.#wake();
        },
      },
    });
    // Google's client never settles when the server closes instead of completing the setup.
    await Promise.race([connecting, client.closed()]);
    if (client.#closeCode === undefined) client.#session = await connecting;
    return client;
  }

  get session(): Session {
    if (!this.#session) throw new Error('not connected');
    return this.#session;
  }

  /** Everything that was received, as soon as one message is like this. */
  async until(wanted: (message: LiveServerMessage) => boolean): Promise<LiveServerMessage[]> {
    while (!this.messages.some(wanted)) {
      if (this.#closeCode !== undefined) throw new Error(`closed with ${this.#closeCode}`);
      await this.#next();
    }
    return this.messages;
  }

  async closed(): Promise<number> {
    while (this.#closeCode === undefined) await this.#next();
    return this.#closeCode;
  }

  /** Forgets what was received. */
  forget(): void {
    this.messages.length = 0;
  }

  /** Speaks into the microphone, as fast as the network goes, and then is silent for so long. */
  async say(text: string, silenceMs = 0): Promise<void> {
    const { samples } = decodeWav(await speak(text, { sampleRate: SAMPLE_RATE }));
    const silence = new Int16Array((silenceMs * SAMPLE_RATE) / 1000);
    const sound = concatenate([silence.subarray(0, 3200), samples, silence]);
    for (let i = 0; i < sound.length; i += PIECE_SAMPLES) {
      const data = Buffer.from(sound.slice(i, i + PIECE_SAMPLES).buffer).toString('base64');
      this.session.sendRealtimeInput({
        audio: { data, mimeType: `audio/pcm;rate=${SAMPLE_RATE}` },
      });
    }
  }

  /** The words that were spoken to it. */
  heardWords(): string {
    return this.messages
      .map(({ serverContent }) => serverContent?.outputTranscription?.text ?? '')
      .join('');
  }

  /** The sound that was spoken to it. */
  heardSound(): Int16Array {
    const parts = this.messages.flatMap(
      ({ serverContent }) => serverContent?.modelTurn?.parts ?? [],
    );
    return concatenate(
      parts.map(({ inlineData }) => pcmFromBytes(Buffer.from(inlineData?.data ?? '', 'base64'))),
    );
  }

  #next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    for (const resume of this.#waiting.splice(0)) resume();
  }
}
