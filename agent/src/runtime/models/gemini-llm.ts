import * as google from '@livekit/agents-plugin-google';
import { signToolCalls } from '../history/sign-tool-calls.ts';
import { readGeminiStream } from '../workarounds/read-gemini-stream.ts';
import { judgeFinish } from './finish-reasons.ts';

type ChatOptions = Parameters<google.LLM['chat']>[0];
type HttpOptions = google.LLMOptions['httpOptions'];

/** Gemini, asked and read as the Gemini API of today wants it. */
export class GeminiLlm extends google.LLM {
  readonly #httpOptions: HttpOptions;

  constructor(options: google.LLMOptions) {
    super(options);
    this.#httpOptions = options.httpOptions;
  }

  override chat(options: ChatOptions): ReturnType<google.LLM['chat']> {
    const httpOptions = { ...this.#httpOptions, fetch: readGeminiStream(judgeFinish) };
    return super.chat({
      ...options,
      chatCtx: signToolCalls(options.chatCtx),
      extraKwargs: { ...options.extraKwargs, httpOptions },
    });
  }
}
