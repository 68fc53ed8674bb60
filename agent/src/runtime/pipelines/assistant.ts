import { ReadableStream } from 'node:stream/web';
import { type llm, voice } from '@livekit/agents';
import { shortFrames } from '../workarounds/short-frames.ts';
import { type SpokenForm, spokenText } from '../speech/spoken-text.ts';
import { keepLatestPictures } from '../history/keep-latest-pictures.ts';
import { repairHistory } from '../history/repair-history.ts';

type TextSource = Parameters<voice.Agent['transcriptionNode']>[0];

export type AssistantListener = {
  /** The open microphone's speech was transcribed to a whole turn. */
  transcribed(id: string, text: string): void;
};

export type AssistantOptions = ConstructorParameters<typeof voice.Agent>[0] & {
  /** Called at the start of each speech: see `AgentDefinition.spoken`. */
  readonly spoken?: () => SpokenForm | undefined;
};

/** The framework's agent: instructions, tools, and hooks for spoken turns and replies. */
export class Assistant extends voice.Agent {
  #listener: AssistantListener | undefined;
  readonly #firstWords = new Set<(speechId: string) => void>();
  readonly #spoken: (() => SpokenForm | undefined) | undefined;

  constructor({ spoken, ...options }: AssistantOptions) {
    // Transcripts that TTS aligns have its words; the screen shows the model's, with their figures.
    super(spoken ? { ...options, useTtsAlignedTranscript: false } : options);
    this.#spoken = spoken;
  }

  /** Set after construction, because the listener depends on a session, and sessions on this assistant. */
  setListener(listener: AssistantListener): void {
    this.#listener = listener;
  }

  /** Calls back just before the first words of each speech go out. @returns unsubscribes */
  onFirstWords(listener: (speechId: string) => void): () => void {
    this.#firstWords.add(listener);
    return () => this.#firstWords.delete(listener);
  }

  /**
   * Passes spoken turns to the turn manager, as typed ones are, instead of letting the framework answer them: all kinds of
   * turns behave alike.
   */
  override async onUserTurnCompleted(_: llm.ChatContext, message: llm.ChatMessage): Promise<void> {
    const text = message.textContent?.trim();
    if (text) this.#listener?.transcribed(message.id, text);
    throw new voice.StopResponse();
  }

  /** Sends a history that models accept, with the latest pictures only, because each request repeats all of them. */
  override async llmNode(...[chat, tools, settings]: Parameters<voice.Agent['llmNode']>) {
    return super.llmNode(repairHistory(keepLatestPictures(chat)), tools, settings);
  }

  override async ttsNode(...[text, settings]: Parameters<voice.Agent['ttsNode']>) {
    const spoken = this.#spoken?.();
    const words = spoken ? ReadableStream.from(text).pipeThrough(spokenText(spoken)) : text;
    return (await super.ttsNode(words, settings))?.pipeThrough(shortFrames()) ?? null;
  }

  override async realtimeAudioOutputNode(
    ...[sound, settings]: Parameters<voice.Agent['realtimeAudioOutputNode']>
  ) {
    const frames = await super.realtimeAudioOutputNode(sound, settings);
    return frames?.pipeThrough(shortFrames()) ?? null;
  }

  override async transcriptionNode(
    text: TextSource,
    settings: Parameters<voice.Agent['transcriptionNode']>[1],
  ) {
    const speechId = this.getActivityOrThrow().currentSpeech?.id;
    return super.transcriptionNode(this.#announce(text, speechId), settings);
  }

  async *#announce(text: TextSource, speechId: string | undefined) {
    let announced = false;
    for await (const piece of text) {
      if (!announced && speechId) for (const listener of this.#firstWords) listener(speechId);
      announced = true;
      yield piece;
    }
  }
}
