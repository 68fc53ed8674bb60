import type { ErrorCode, TurnProgress } from '@bakebot/protocol';
import { TURN_TIMEOUT_MS } from '@bakebot/protocol';
import { log, type llm } from '@livekit/agents';
import type { Outbox } from '../outbox.ts';
import { TurnLedger } from './turn-ledger.ts';
import { toChatMessage } from './to-chat-message.ts';
import { TurnRate } from './turn-rate.ts';
import type { UserTurn } from './user-turn.ts';

/** The part of a `SpeechHandle` that the router follows. */
export type Speech = {
  readonly id: string;
  readonly interrupted: boolean;
  readonly chatItems: llm.ChatItem[];
  exception(): unknown;
  interrupt(force: boolean): unknown;
  addDoneCallback(callback: () => void): void;
};

/** What answers: LiveKit's `AgentSession`, or a test's stand-in. */
export type Answerer = {
  interrupt(): void;
  generateReply(options: { userInput: llm.ChatMessage }): Speech;
};

type TurnHead = Pick<UserTurn, 'id' | 'kind'>;

/**
 * Takes every turn of the user, however it came, and sees that it ends: answered, superseded by the next one, or
 * failed with a code. The latest turn wins: it interrupts the answer that is being given.
 */
export class TurnRouter {
  readonly #answerer: Answerer;
  readonly #outbox: Pick<Outbox, 'turn' | 'reply'>;
  readonly #timeoutMs: number;
  readonly #ledger = new TurnLedger();
  readonly #rate = new TurnRate();
  /** Turns that came before the answerer was ready. */
  #waiting: UserTurn[] | undefined = [];
  /** Answers under way, by their speech's id. */
  readonly #answers = new Map<string, { turn: UserTurn; begun: () => void }>();

  constructor(
    answerer: Answerer,
    outbox: Pick<Outbox, 'turn' | 'reply'>,
    timeoutMs: number = TURN_TIMEOUT_MS,
  ) {
    this.#answerer = answerer;
    this.#outbox = outbox;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Acknowledges a turn, also one whose content is still on its way.
   *
   * @returns false for a turn that is known already: a client that was not sure sends it again. It is told once more
   * where the turn stands. A failed turn may be tried again under its id. Also false when turns come too fast.
   */
  receive(turn: TurnHead): boolean {
    const known = this.#ledger.find(turn.id);
    if (known && known.progress.state !== 'failed') {
      // The answer may have been lost on its way, too.
      if (known.reply) this.#outbox.reply(turn.id, known.reply);
      this.#outbox.turn(turn, known.progress);
      return false;
    }
    if (!this.#rate.take(performance.now())) {
      this.fail(turn, 'rate_limited', 'Too many turns: wait a moment.');
      return false;
    }
    this.#progress(turn, { state: 'received' });
    return true;
  }

  /** The answerer is ready: turns that came before are answered now. */
  open(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const turn of waiting) this.answer(turn);
  }

  /** No more answers: the agent is leaving. What is not answered yet fails, so that the app can ask another agent. */
  close(): void {
    for (const { turn } of this.#answers.values()) {
      if (!this.#ledger.isSettled(turn.id)) this.#leave(turn);
    }
  }

  /** Answers a turn that was received. */
  answer(turn: UserTurn): void {
    if (this.#waiting) {
      this.#waiting.push(turn);
      return;
    }
    this.interrupt();
    let speech: Speech;
    try {
      speech = this.#answerer.generateReply({ userInput: toChatMessage(turn) });
    } catch (error) {
      log().error({ error, turnId: turn.id }, 'turn could not be answered');
      this.#leave(turn);
      return;
    }
    const timeout = setTimeout(() => {
      this.fail(turn, 'turn_timeout', `No answer began within ${this.#timeoutMs} ms.`);
      speech.interrupt(true);
    }, this.#timeoutMs);
    this.#answers.set(speech.id, { turn, begun: () => clearTimeout(timeout) });
    speech.addDoneCallback(() => {
      clearTimeout(timeout);
      this.#answers.delete(speech.id);
      this.#settle(turn, speech);
    });
  }

  /** The first word of a speech is about to go out. */
  begun(speechId: string): void {
    const answer = this.#answers.get(speechId);
    if (!answer) return;
    answer.begun();
    if (!this.#ledger.isSettled(answer.turn.id))
      this.#progress(answer.turn, { state: 'answering' });
  }

  fail(turn: TurnHead, code: ErrorCode, detail: string): void {
    this.#progress(turn, { state: 'failed', code, detail, retryable: isRetryable(code) });
  }

  /** Stops the answer that is being given: the user wants to say something. */
  interrupt(): void {
    try {
      this.#answerer.interrupt();
    } catch (error) {
      // What is being said may not be interrupted; the new turn waits its turn.
      log().debug({ error }, 'not interrupted');
    }
  }

  #leave(turn: TurnHead): void {
    this.fail(turn, 'agent_leaving', 'The agent is leaving: connect again.');
  }

  #settle(turn: UserTurn, speech: Speech): void {
    if (this.#ledger.isSettled(turn.id)) return;
    const said = textOf(speech);
    if (said) {
      this.#ledger.replied(turn.id, said);
      this.#outbox.reply(turn.id, said);
    }
    if (speech.interrupted) {
      this.#progress(turn, { state: 'superseded' });
    } else if (said) {
      this.#progress(turn, { state: 'answered' });
    } else {
      log().warn({ error: speech.exception(), turnId: turn.id }, 'turn got no answer');
      this.fail(turn, 'model_unavailable', 'The model gave no answer.');
    }
  }

  #progress(turn: TurnHead, progress: TurnProgress): void {
    this.#ledger.record(turn.id, progress);
    log().info({ turnId: turn.id, kind: turn.kind, ...progress }, 'turn');
    this.#outbox.turn(turn, progress);
  }
}

function textOf(speech: Speech): string {
  return speech.chatItems
    .flatMap((item) =>
      item.type === 'message' && item.role === 'assistant' ? [item.textContent ?? ''] : [],
    )
    .join(' ')
    .trim();
}

/** Whether the same turn, sent again unchanged, can succeed. */
function isRetryable(code: ErrorCode): boolean {
  switch (code) {
    case 'rate_limited':
    case 'image_incomplete':
    case 'speech_not_understood':
    case 'model_unavailable':
    case 'turn_timeout':
    case 'agent_leaving':
    case 'internal':
      return true;
    case 'message_malformed':
    case 'message_too_large':
    case 'image_too_large':
    case 'image_too_many_pixels':
    case 'image_type_unsupported':
    case 'image_unreadable':
    case 'image_too_many':
    case 'model_refused':
      return false;
  }
}
