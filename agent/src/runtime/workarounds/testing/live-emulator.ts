import { EmulatorControl, startGeminiEmulator } from '@bakebot/gemini-emulator';
import { initializeLogger, type llm, voice } from '@livekit/agents';
import * as google from '@livekit/agents-plugin-google';
import { DEFAULT_MODELS } from '../../models/catalogue/index.ts';
import type { RealtimeSession } from '../realtime-session.ts';
import { ignoreLateErrors } from '../ignore-late-errors.ts';
import { omitEmptyTurns } from '../omit-empty-turns.ts';

class AnsweringModel extends google.realtime.RealtimeModel {
  override session(): RealtimeSession {
    const session = super.session();
    omitEmptyTurns(session);
    return session;
  }
}

/** The Gemini emulator with plugin-google and framework sessions on it, for tests of workarounds. */
export class LiveEmulator {
  readonly control: EmulatorControl;
  readonly #url: string;
  readonly #close: () => Promise<void>;
  readonly #open: { close(): Promise<void> }[] = [];

  private constructor(url: string, control: EmulatorControl, close: () => Promise<void>) {
    this.#url = url;
    this.control = control;
    this.#close = close;
  }

  static async start(): Promise<LiveEmulator> {
    initializeLogger({ pretty: false, level: 'silent' });
    const { url, controlUrl, close } = await startGeminiEmulator();
    return new LiveEmulator(url, new EmulatorControl(controlUrl), close);
  }

  /** The default Live model, with the plugin alone: it answers no typed turn. */
  pluginModel(): google.realtime.RealtimeModel {
    return new google.realtime.RealtimeModel(this.#options());
  }

  /** The default Live model. */
  model(): google.realtime.RealtimeModel {
    return new AnsweringModel(this.#options());
  }

  #options() {
    return {
      apiKey: 'emulator',
      model: DEFAULT_MODELS.live.gemini,
      httpOptions: { baseUrl: this.#url },
    };
  }

  /** A connected session of the plugin. */
  async session(prepare: (session: RealtimeSession) => void = () => {}): Promise<RealtimeSession> {
    const before = (await this.control.captures()).length;
    const session = this.model().session();
    this.#open.push(session);
    ignoreLateErrors(session);
    prepare(session);
    while ((await this.control.captures()).length === before) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    return session;
  }

  /** A session of the framework, without a room. */
  async agentSession(
    agent: voice.Agent,
    model: llm.RealtimeModel = this.model(),
  ): Promise<voice.AgentSession> {
    const session = new voice.AgentSession({
      llm: model,
      vad: null,
      turnHandling: { turnDetection: null },
    });
    this.#open.push(session);
    await session.start({ agent, record: false });
    return session;
  }

  /** Closes the sessions of a test. */
  async clear(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((each) => each.close()));
    await this.control.clearFaults();
  }

  async close(): Promise<void> {
    await this.clear();
    await this.#close();
  }
}

/** The words of a generation. */
export async function saidIn({ messageStream }: llm.GenerationCreatedEvent): Promise<string> {
  let said = '';
  for await (const { textStream } of messageStream) {
    for await (const piece of textStream) said += typeof piece === 'string' ? piece : piece.text;
  }
  return said;
}
