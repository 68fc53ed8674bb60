import type { TurnState } from '@bakebot/protocol';
import { onTestFinished, vi } from 'vitest';
import type { AppActions } from '../src/agent-messages/app-actions.ts';
import type { Observation } from '../src/state/events.ts';
import { LiveKitService } from '../src/livekit-service.ts';
import type { ConversationItem, ServiceState, UserItem } from '../src/state/state.ts';
import { FakePlatform } from '../src/testing/fake-platform.ts';
import type { FakeLocalParticipant, FakeRoom, Sent } from '../src/testing/fake-room.ts';

/** A service on an in-memory platform, with fake timers. */
export class ServiceHarness {
  readonly platform = new FakePlatform();
  readonly observed: Observation[] = [];
  readonly service: LiveKitService;
  #tokens = 0;
  #tokenError: Error | undefined;
  /** Delays tokens until it resolves. */
  tokenDelay: Promise<void> | undefined;

  constructor(actions: AppActions = {}) {
    vi.useFakeTimers();
    this.service = new LiveKitService({
      platform: this.platform,
      actions,
      token: async () => {
        await this.tokenDelay;
        if (this.#tokenError) throw this.#tokenError;
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

  /** The agent dies, and no other joins its room in time. */
  async agentIsLost(): Promise<void> {
    this.room.agentLeaves();
    await this.advance(5001);
  }

  /** Makes token requests fail; `undefined` makes them succeed again. */
  failTokens(error: Error | undefined): void {
    this.#tokenError = error;
  }

  /** Runs pending promises. */
  async settle(): Promise<void> {
    await this.advance(1);
  }

  async advance(ms: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms);
  }

  turn(id: string): UserItem | undefined {
    return this.conversation.find(
      (item): item is UserItem => item.author === 'user' && item.id === id,
    );
  }

  /** Sent data and RPCs of one kind in the latest room. */
  sent<By extends Sent['by']>(by: By): Extract<Sent, { by: By }>[] {
    return this.room.sent.filter((item): item is Extract<Sent, { by: By }> => item.by === by);
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
