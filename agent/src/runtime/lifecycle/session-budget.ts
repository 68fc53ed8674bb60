/** Share of the budget from which on the agent warns. */
const WARNING_SHARE = 0.8;

export type SessionBudgetListener = {
  warn(): void;
  over(): void;
};

/** What to do about what a conversation has cost so far, in US dollars. Without a budget it may cost anything. */
export function judgeCost(costUsd: number, budgetUsd: number | undefined): 'ok' | 'warn' | 'end' {
  if (budgetUsd === undefined || costUsd < budgetUsd * WARNING_SHARE) return 'ok';
  return costUsd < budgetUsd ? 'warn' : 'end';
}

/** Limits the cost of a conversation: calls back once near the budget, and once when it is spent. */
export class SessionBudget {
  readonly #budgetUsd: number | undefined;
  readonly #listener: SessionBudgetListener;
  #last: 'ok' | 'warn' | 'end' = 'ok';

  constructor(budgetUsd: number | undefined, listener: SessionBudgetListener) {
    this.#budgetUsd = budgetUsd;
    this.#listener = listener;
  }

  /** @param costUsd cost of the conversation so far, which only grows */
  spent(costUsd: number): void {
    const verdict = judgeCost(costUsd, this.#budgetUsd);
    if (verdict === this.#last) return;
    this.#last = verdict;
    if (verdict === 'warn') this.#listener.warn();
    if (verdict === 'end') this.#listener.over();
  }
}
