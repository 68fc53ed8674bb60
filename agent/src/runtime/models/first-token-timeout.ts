import { APITimeoutError, llm } from '@livekit/agents';

/**
 * How long a model in a chain may take to begin, in ms. Less than a turn's attempt may be without a sign of life
 * (replies/reply-attempt.ts), so that the next in the chain has its chance in the same attempt.
 */
const PATIENCE_MS = 3000;

type ChatOptions = Parameters<llm.LLM['chat']>[0];

/**
 * A model that fails when it does not begin to answer in time. The framework's own limit is for the whole answer: one
 * that is short enough to notice an outage would cut long answers off.
 */
export class FirstTokenTimeout extends llm.LLM {
  readonly #model: llm.LLM;
  readonly #patienceMs: number;

  constructor(model: llm.LLM, patienceMs: number = PATIENCE_MS) {
    super();
    this.#model = model;
    this.#patienceMs = patienceMs;
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
    return new FirstWordsStream(this, this.#model, { ...options, connOptions }, this.#patienceMs);
  }
}

/** Whoever stands behind this one in the chain is the retry. */
const NO_RETRIES = { maxRetry: 0, timeoutMs: 60_000, retryIntervalMs: 0 };

class FirstWordsStream extends llm.LLMStream {
  readonly #model: llm.LLM;
  readonly #options: ChatOptions;
  readonly #patienceMs: number;

  constructor(
    owner: llm.LLM,
    model: llm.LLM,
    options: ChatOptions & { connOptions: NonNullable<ChatOptions['connOptions']> },
    patienceMs: number,
  ) {
    super(owner, options);
    this.#model = model;
    this.#options = options;
    this.#patienceMs = patienceMs;
  }

  protected async run(): Promise<void> {
    let failure: Error | undefined;
    const onError = ({ error }: { error: Error }) => (failure = error);
    this.#model.on('error', onError);
    const answer = this.#model.chat(this.#options);
    const impatience = setTimeout(() => {
      failure = new APITimeoutError({ message: `no words within ${this.#patienceMs} ms` });
      answer.close();
    }, this.#patienceMs);
    const stop = () => answer.close();
    this.abortController.signal.addEventListener('abort', stop, { once: true });
    try {
      for await (const chunk of answer) {
        clearTimeout(impatience);
        this.queue.put(chunk);
      }
      if (failure) throw failure;
    } finally {
      clearTimeout(impatience);
      this.abortController.signal.removeEventListener('abort', stop);
      this.#model.off('error', onError);
    }
  }

  /** The model behind this one measures itself. */
  protected override async monitorMetrics(): Promise<void> {
    for await (const chunk of this.queue) {
      if (this.abortController.signal.aborted) break;
      this.output.put(chunk);
    }
    this.output.close();
  }
}
