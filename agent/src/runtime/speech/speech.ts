import type { llm, voice } from '@livekit/agents';

/** Something that the agent says, from the first thought to the last sound. */
export type Speech = {
  /** Whether one of the framework's speeches, by its id, is part of this. */
  owns(speechId: string): boolean;
  /** All that was said so far; of what was interrupted, what was heard. */
  text(): string;
  readonly interrupted: boolean;
  interrupt(): void;
  /** Resolves when all is said, or when it ended otherwise. */
  readonly done: Promise<void>;
};

/** One speech of the framework's. */
export class SingleSpeech implements Speech {
  readonly handle: voice.SpeechHandle;
  readonly done: Promise<void>;

  constructor(handle: voice.SpeechHandle) {
    this.handle = handle;
    this.done = new Promise((resolve) => handle.addDoneCallback(() => resolve()));
  }

  owns(speechId: string): boolean {
    return this.handle.id === speechId;
  }

  text(): string {
    return saidIn(this.handle.chatItems);
  }

  get interrupted(): boolean {
    return this.handle.interrupted;
  }

  interrupt(): void {
    this.handle.interrupt(true);
  }
}

function saidIn(items: readonly llm.ChatItem[]): string {
  return items
    .flatMap((item) =>
      item.type === 'message' && item.role === 'assistant' ? [item.textContent ?? ''] : [],
    )
    .join(' ')
    .trim();
}
