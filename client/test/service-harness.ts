import type { TurnState } from '@bakebot/protocol';
import { onTestFinished, vi } from 'vitest';
import type { AppActions } from '../src/agent-messages/app-actions.ts';
import type { Observation } from '../src/state/events.ts';
import { LiveKitService } from '../src/livekit-service.ts';
import type { ConversationItem, ServiceState, UserItem } from '../src/state/state.ts';
import { FakePlatform } from '../src/testing/fake-platform.ts';
import type { FakeLocalParticipant, FakeRoom, Sent } from '../src/testing/fake-room.ts';

/** A service on a device in memory, with the clock in the test's hands. */
export class ServiceHarness {
  readonly platform = new FakePlatform();
  readonly observed: Observation[] = [];
  readonly service: LiveKitService;
  #tokens = 0;
  #refusal: Error | undefined;
  /** Set to hold up tokens. */
  tokenComes: Promise<void> | undefined;

  constructor(actions: AppActions = {}) {
    vi.useFakeTimers();
    this.service = new LiveKitService({
      platform: this.platform,
      actions,
      token: async () => {
        await this.tokenComes;
        if (this.#refusal) throw this.#refusal;
        this.#tokens += 1;
        return { url: 'ws://room', token: `token ${this.#tokens}` };
      },
      observe: (observation) => this.observed.push(observation),
    });
    onTestFinished(async () => {
      await this.service.disconnect();
      vi.useRealTimers();
    });
  }

  /** The latest room. */
  get room(): FakeRoom {
    return this.platform.room;
  }

  get device(): FakeLocalParticipant {
    return this.room.localParticipant;
  }

  get state(): ServiceState {
    return this.service.getSnapshot();
  }

  get conversation(): readonly ConversationItem[] {
    return this.state.conversation;
  }

  async connectWithAgent(): Promise<void> {
    await this.service.connect();
    this.room.agentIs('listening');
    await this.settle();
  }

  /** From now on there are no more tokens. Without a refusal, there are again. */
  refuseTokens(refusal: Error | undefined): void {
    this.#refusal = refusal;
  }

  /** Lets everything run that waits for nothing but its turn. */
  async settle(): Promise<void> {
    await this.passes(1);
  }

  async passes(ms: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms);
  }

  turn(id: string): UserItem | undefined {
    return this.conversation.find(
      (item): item is UserItem => item.author === 'user' && item.id === id,
    );
  }

  /** What left the device in the latest room. */
  sent<By extends Sent['by']>(by: By): Extract<Sent, { by: By }>[] {
    return this.room.sent.filter((each): each is Extract<Sent, { by: By }> => each.by === by);
  }

  agentReports(turnId: string, state: Exclude<TurnState, 'failed'>): void {
    this.room.agentSends({
      id: `${turnId}.${state}`,
      type: 'turn',
      turnId,
      kind: 'text',
      progress: { state },
    });
  }
}
