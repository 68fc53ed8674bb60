import type { llm, voice } from '@livekit/agents';

/** One utterance of the agent, from generation to the end of playout. */
export type Speech = {
  /** Whether a speech handle of the framework, by its id, is part of this. */
  owns(speechId: string): boolean;
  /** All words so far; of an interrupted speech, those played out. */
  text(): string;
  readonly interrupted: boolean;
  /** Whether it is done although the model has not finished. */
  readonly isIncomplete: boolean;
  interrupt(): void;
  /** Resolves after playout, interruption or failure. */
  readonly done: Promise<void>;
};

/** A speech with one handle. */
export class SingleSpeech implements Speech {
  readonly isIncomplete = false;
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
