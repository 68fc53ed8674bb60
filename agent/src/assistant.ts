import { type llm, voice } from '@livekit/agents';
import { keepLatestPictures } from './turns/keep-latest-pictures.ts';
import type { TurnRouter } from './turns/turn-router.ts';

type TextSource = Parameters<voice.Agent['transcriptionNode']>[0];

/** BakeBot as LiveKit's framework knows it: the prompt, the tools, and the hooks through which turns are followed. */
export class Assistant extends voice.Agent {
  #turns: TurnRouter | undefined;

  /** The router needs the session, and the session this assistant: so it comes last. */
  follow(turns: TurnRouter): void {
    this.#turns = turns;
  }

  /**
   * What was spoken takes the same way as what was typed: the router answers it, not the framework, so that every
   * kind of turn has one behaviour.
   */
  override async onUserTurnCompleted(_: llm.ChatContext, message: llm.ChatMessage): Promise<void> {
    const text = message.textContent?.trim();
    if (text && this.#turns) {
      const turn = { id: message.id, kind: 'voice', text, pictures: [] } as const;
      if (this.#turns.receive(turn)) this.#turns.answer(turn);
    }
    throw new voice.StopResponse();
  }

  /** Pictures are heavy and are sent again with every turn: only the latest stay. */
  override async llmNode(...[chat, tools, settings]: Parameters<voice.Agent['llmNode']>) {
    return super.llmNode(keepLatestPictures(chat), tools, settings);
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
      if (!announced && speechId) this.#turns?.begun(speechId);
      announced = true;
      yield piece;
    }
  }
}
