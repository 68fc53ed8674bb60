import assert from 'node:assert/strict';
import type { TurnProgress } from '@bakebot/protocol';
import { initializeLogger } from '@livekit/agents';
import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type { Outcome, ReplyProgress } from './outcome.ts';
import { TurnManager } from './turn-manager.ts';
import type { UserTurn } from './user-turn.ts';

initializeLogger({ pretty: false, level: 'silent' });

const TIMEOUT_MS = 1000;

/** What users, models and the clock may do, in any order. */
type Step =
  | { readonly do: 'receive' | 'complete' | 'reject' | 'type'; readonly turn: number }
  | { readonly do: 'press' | 'release' | 'cancel' | 'transcribe' | 'mishear' }
  | { readonly do: 'start' | 'restart' | 'finish' | 'fail'; readonly reply: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'leave' };

const turn = fc.integer({ min: 0, max: 2 });
const reply = fc.integer({ min: 0, max: 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ do: fc.constantFrom('receive', 'complete', 'reject', 'type'), turn }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constantFrom('press', 'release', 'cancel', 'transcribe', 'mishear'),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({ do: fc.constantFrom('start', 'restart', 'finish', 'fail'), reply }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.integer({ min: 1, max: 1500 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave') }) },
);

type Reply = {
  readonly turn: UserTurn;
  readonly progress: ReplyProgress;
  readonly signal: AbortSignal;
  readonly outcome: PromiseWithResolvers<Outcome>;
};

/** A conversation whose every part the test moves, and the promises that it must keep. */
class Conversation {
  readonly reports = new Map<string, string[]>();
  readonly replies: Reply[] = [];
  readonly seen = new Set<string>();
  readonly received: string[] = [];
  readonly turns = new TurnManager(
    {
      answer: (asked, progress, signal) => this.#answer(asked, progress, signal),
      follow: async () => ({ end: 'complete', text: '' }),
      note: async ({ id }) => void this.seen.add(id),
      interrupt: () => {},
    },
    { turn: ({ id }, progress) => this.#report(id, progress), reply: () => {} },
    TIMEOUT_MS,
  );
  #spoken = 0;
  #isPressed = false;
  #isUnheard = false;
  #hasLeft = false;
  /** Position of the newest turn that was asked, in the order of reception. */
  #newest = -1;
  /** Ids of the turns that were asked since they were received. */
  readonly #asked = new Set<string>();
  /** Replies that have not ended; interrupted ones end some time later. */
  readonly #running = new Set<Reply>();

  async run(next: Step): Promise<void> {
    switch (next.do) {
      case 'receive':
        this.turns.receive({ id: `photo-${next.turn}`, kind: 'image' });
        break;
      case 'complete':
        this.#complete(`photo-${next.turn}`, 'image');
        break;
      case 'reject':
        if (this.#isOpen(`photo-${next.turn}`)) {
          this.turns.fail({ id: `photo-${next.turn}`, kind: 'image' }, 'image_unreadable', '');
        }
        break;
      case 'type':
        this.turns.take(userTurn(`typed-${next.turn}`, 'text'));
        break;
      case 'press':
        if (!this.#isUnheard) this.#press();
        break;
      case 'release':
        if (this.#isPressed) this.#release();
        break;
      case 'cancel':
        if (this.#isPressed) {
          this.#isPressed = false;
          this.turns.release();
        }
        break;
      case 'transcribe':
        if (this.#isUnheard) this.#complete(this.#spokenId(), 'voice');
        this.#isUnheard = false;
        break;
      case 'mishear':
        if (this.#isUnheard) {
          this.turns.fail({ id: this.#spokenId(), kind: 'voice' }, 'speech_not_understood', '');
        }
        this.#isUnheard = false;
        break;
      case 'start':
        this.#replyAt(next.reply)?.progress.started();
        break;
      case 'restart':
        this.#replyAt(next.reply)?.progress.restarting();
        break;
      case 'finish':
        this.#replyAt(next.reply)?.outcome.resolve({ end: 'complete', text: 'Two cups.' });
        break;
      case 'fail': {
        const failed = { end: 'failed', failure: 'unavailable', text: '' } as const;
        this.#replyAt(next.reply)?.outcome.resolve(failed);
        break;
      }
      case 'wait':
        // An interrupted reply ends some time later.
        for (const { signal, outcome } of this.replies) {
          if (signal.aborted) outcome.resolve({ end: 'interrupted', text: '' });
        }
        await vi.advanceTimersByTimeAsync(next.ms);
        break;
      case 'leave':
        this.#hasLeft = true;
        this.turns.close();
        break;
    }
    await vi.advanceTimersByTimeAsync(0);
  }

  /** Lets everything that is under way come to its end. */
  async end(): Promise<void> {
    await this.run({ do: 'cancel' });
    await this.run({ do: 'mishear' });
    for (let photo = 0; photo <= 2; photo++) await this.run({ do: 'reject', turn: photo });
    await this.run({ do: 'wait', ms: 60 * TIMEOUT_MS });
    for (let each = 0; each < this.replies.length; each++) {
      await this.run({ do: 'finish', reply: each });
    }
  }

  #press(): void {
    this.#isPressed = true;
    this.turns.press();
  }

  #release(): void {
    this.#isPressed = false;
    this.#spoken++;
    const id = this.#spokenId();
    if (this.turns.receive({ id, kind: 'voice' })) {
      this.#isUnheard = true;
      this.turns.release(id);
    } else {
      this.turns.release();
    }
  }

  #complete(id: string, kind: UserTurn['kind']): void {
    if (this.#isOpen(id)) this.turns.answer(userTurn(id, kind));
  }

  #spokenId(): string {
    return `spoken-${this.#spoken}`;
  }

  #isOpen(id: string): boolean {
    return this.reports.get(id)?.at(-1) === 'received' && !this.#asked.has(id);
  }

  /** One of the latest replies, also one that was interrupted. */
  #replyAt(index: number): Reply | undefined {
    return this.replies.at(-1 - index);
  }

  #answer(asked: UserTurn, progress: ReplyProgress, signal: AbortSignal): Promise<Outcome> {
    assert(!this.#isPressed, 'nothing begins while the talk button is held');
    assert(!this.#hasLeft, 'nothing begins after the agent has left');
    const order = this.received.lastIndexOf(asked.id);
    assert(order > this.#newest, 'no turn is asked after a newer one');
    this.#newest = order;
    for (const other of this.#running) {
      assert(other.signal.aborted, 'two replies never run at once');
    }
    this.seen.add(asked.id);
    this.#asked.add(asked.id);
    const outcome = Promise.withResolvers<Outcome>();
    const running = { turn: asked, progress, signal, outcome };
    this.#running.add(running);
    this.replies.push(running);
    return outcome.promise.finally(() => {
      this.#running.delete(running);
    });
  }

  #report(id: string, progress: TurnProgress): void {
    const reports = this.reports.get(id) ?? [];
    this.reports.set(id, reports);
    if (reports.at(-1) === progress.state && progress.state !== 'failed') return; // repeated on request
    if (progress.state === 'received') {
      this.received.push(id);
      this.#asked.delete(id);
    }
    reports.push(progress.state);
  }
}

function userTurn(id: string, kind: UserTurn['kind']): UserTurn {
  return { id, kind, text: 'How much flour?', pictures: [] };
}

/** One life of a turn, and more only after failures. */
const LIVES =
  /^(received (answering )?failed )*received (answering )?(answered|superseded|failed)$/;

it('ends every turn exactly once, whatever the order of events, and never answers two at a time', async () => {
  vi.useFakeTimers();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const conversation = new Conversation();
      for (const each of steps) await conversation.run(each);
      await conversation.end();
      for (const [id, reports] of conversation.reports) {
        expect(`${id}: ${reports.join(' ')}`).toMatch(
          new RegExp(`^${id}: ${LIVES.source.slice(1)}`),
        );
        const isLost = reports.at(-1) === 'superseded' && !conversation.seen.has(id);
        expect(isLost, `the model never saw ${id}`).toBe(false);
      }
    }),
    { numRuns: 1000 },
  );
  vi.useRealTimers();
}, 60_000);
