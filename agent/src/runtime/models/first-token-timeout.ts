import { APITimeoutError, llm } from '@livekit/agents';

/**
 * How long a model in a chain may take to its first token, in ms. Shorter than the time-out of a reply attempt
 * (replies/reply-attempt.ts), so that the next model in the chain is asked within the same attempt.
 */
const TIMEOUT_MS = 3000;

type ChatOptions = Parameters<llm.LLM['chat']>[0];

/**
 * Fails a model whose first token does not arrive in time. The framework's own time-out is for the whole reply: one short
 * enough to detect an outage would cut long replies off.
 */
export class FirstTokenTimeout extends llm.LLM {
  readonly #model: llm.LLM;
  readonly #timeoutMs: number;

  constructor(model: llm.LLM, timeoutMs: number = TIMEOUT_MS) {
    super();
    this.#model = model;
    this.#timeoutMs = timeoutMs;
    model.on('metrics_collected', (metrics) => this.emit('metrics_collected', metrics));
  }

  label(): string {
    return this.#model.label();
  }

  override get model(): string {
    return this.#model.model;
  }

  override get provider(): string {
    return this.#model.provider;
  }

  override prewarm(): void {
    this.#model.prewarm();
  }

  chat(options: ChatOptions): llm.LLMStream {
    const connOptions = options.connOptions ?? NO_RETRIES;
    return new FirstTokenStream(this, this.#model, { ...options, connOptions }, this.#timeoutMs);
  }
}

/** No retries: the next model in the chain is the retry. */
const NO_RETRIES = { maxRetry: 0, timeoutMs: 60_000, retryIntervalMs: 0 };

class FirstTokenStream extends llm.LLMStream {
  readonly #model: llm.LLM;
  readonly #options: ChatOptions;
  readonly #timeoutMs: number;

  constructor(
    owner: llm.LLM,
    model: llm.LLM,
    options: ChatOptions & { connOptions: NonNullable<ChatOptions['connOptions']> },
    timeoutMs: number,
  ) {
    super(owner, options);
    this.#model = model;
    this.#options = options;
    this.#timeoutMs = timeoutMs;
  }

  protected async run(): Promise<void> {
    let failure: Error | undefined;
    const onError = ({ error }: { error: Error }) => (failure = error);
    this.#model.on('error', onError);
    const answer = this.#model.chat(this.#options);
    const timeout = setTimeout(() => {
      failure = new APITimeoutError({ message: `no token within ${this.#timeoutMs} ms` });
      answer.close();
    }, this.#timeoutMs);
    const stop = () => answer.close();
    this.abortController.signal.addEventListener('abort', stop, { once: true });
    try {
      for await (const chunk of answer) {
        clearTimeout(timeout);
        this.queue.put(chunk);
      }
      if (failure) throw failure;
    } finally {
      clearTimeout(timeout);
      this.abortController.signal.removeEventListener('abort', stop);
      this.#model.off('error', onError);
    }
  }

  /** Emits no metrics: the wrapped model emits its own. */
  protected override async monitorMetrics(): Promise<void> {
    for await (const chunk of this.queue) {
      if (this.abortController.signal.aborted) break;
      this.output.put(chunk);
    }
    this.output.close();
  }
}
