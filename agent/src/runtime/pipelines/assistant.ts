import { type llm, voice } from '@livekit/agents';
import { shortFrames } from '../workarounds/short-frames.ts';
import { keepLatestPictures } from '../history/keep-latest-pictures.ts';

type TextSource = Parameters<voice.Agent['transcriptionNode']>[0];

export type AssistantListener = {
  /** The open microphone heard a whole turn. */
  heard(id: string, text: string): void;
  /** The recogniser has ended, without an error, while the microphone goes on. */
  hearingEnded(session: voice.AgentSession): void;
};

/** BakeBot as LiveKit's framework knows it: the prompt, the tools, and the hooks through which turns are followed. */
export class Assistant extends voice.Agent {
  #listener: AssistantListener | undefined;
  readonly #firstWords = new Set<(speechId: string) => void>();

  /** Whoever listens needs the session, and the session this assistant: so the listener comes last. */
  tell(listener: AssistantListener): void {
    this.#listener = listener;
  }

  /** Subscribes to the first words of each speech, just before they go out. @returns what unsubscribes */
  onFirstWords(listener: (speechId: string) => void): () => void {
    this.#firstWords.add(listener);
    return () => this.#firstWords.delete(listener);
  }

  /**
   * What was spoken takes the same way as what was typed: the router answers it, not the framework, so that every
   * kind of turn has one behaviour.
   */
  override async onUserTurnCompleted(_: llm.ChatContext, message: llm.ChatMessage): Promise<void> {
    const text = message.textContent?.trim();
    if (text) this.#listener?.heard(message.id, text);
    throw new voice.StopResponse();
  }

  override async sttNode(...[audio, settings]: Parameters<voice.Agent['sttNode']>) {
    const { session } = this;
    const events = await super.sttNode(audio, settings);
    const watch = new TransformStream({ flush: () => this.#listener?.hearingEnded(session) });
    return events?.pipeThrough(watch) ?? null;
  }

  /** Pictures are heavy and are sent again with every turn: only the latest stay. */
  override async llmNode(...[chat, tools, settings]: Parameters<voice.Agent['llmNode']>) {
    return super.llmNode(keepLatestPictures(chat), tools, settings);
  }

  override async ttsNode(...[text, settings]: Parameters<voice.Agent['ttsNode']>) {
    return (await super.ttsNode(text, settings))?.pipeThrough(shortFrames()) ?? null;
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
