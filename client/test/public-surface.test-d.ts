import { describe, expectTypeOf, it } from 'vitest';
import {
  type AgentItem,
  type AgentState,
  type ConversationItem,
  type Delivery,
  LiveKitService,
  type LiveKitServiceError,
  type LiveKitServiceOptions,
  type Platform,
  type Recipe,
  type ServiceErrorCode,
  type ServiceState,
  type TalkResult,
  type Timer,
  type Usage,
  type UserItem,
} from '../src/index.ts';
import type { AppState, NativeAudio } from '../src/react-native/index.ts';
import { reactNativePlatform } from '../src/react-native/index.ts';
import {
  type LiveKit,
  useAgent,
  useConversation,
  useLiveKit,
  useRecipe,
  useTimers,
  useUsage,
} from '../src/react/index.ts';
import { createTestService } from '../src/testing/index.ts';
import { webPlatform } from '../src/web/index.ts';

// Checked by the compiler, through vitest's typecheck.
describe('the public types', () => {
  it('accept a token endpoint and both platforms for a service', () => {
    expectTypeOf(LiveKitService).constructorParameters.toEqualTypeOf<[LiveKitServiceOptions]>();
    expectTypeOf<{ token: { endpoint: string; getSession: () => Promise<string> } }>().toExtend<
      Pick<LiveKitServiceOptions, 'token'>
    >();
    expectTypeOf(webPlatform).returns.toEqualTypeOf<Platform>();
    expectTypeOf(reactNativePlatform).returns.toEqualTypeOf<Platform>();
    expectTypeOf(createTestService).returns.toHaveProperty('service');
    expectTypeOf<NativeAudio>().toHaveProperty('startAudioSession');
    expectTypeOf<AppState>().toHaveProperty('addEventListener');
  });

  it('return promises of ids and results from the methods of a service', () => {
    expectTypeOf<LiveKitService['connect']>().toEqualTypeOf<() => Promise<void>>();
    expectTypeOf<
      LiveKitService['stopVoiceRecording']
    >().returns.resolves.toEqualTypeOf<TalkResult>();
    expectTypeOf<LiveKitService['sendText']>().returns.resolves.toBeString();
    expectTypeOf<LiveKitService['sendImage']>().parameter(0).extract<Blob>().toEqualTypeOf<Blob>();
    expectTypeOf<LiveKitService['setMicrophone']>()
      .parameter(0)
      .toEqualTypeOf<'off' | 'push-to-talk' | 'open'>();
    expectTypeOf<LiveKit['sendText']>().toEqualTypeOf<LiveKitService['sendText']>();
  });

  it('expose the state as read-only', () => {
    expectTypeOf<LiveKitService['getSnapshot']>().returns.toEqualTypeOf<ServiceState>();
    expectTypeOf<ServiceState>().toEqualTypeOf<Readonly<ServiceState>>();
    expectTypeOf<ServiceState['conversation']>().toEqualTypeOf<readonly ConversationItem[]>();
    expectTypeOf<ConversationItem>().toEqualTypeOf<UserItem | AgentItem>();
  });

  it('discriminate deliveries, errors and agent states by literals', () => {
    expectTypeOf<Extract<Delivery, { state: 'failed' }>>().toHaveProperty('retryable');
    expectTypeOf<Extract<Delivery, { state: 'sending' }>>().toHaveProperty('progress').toBeNumber();
    expectTypeOf<LiveKitServiceError['code']>().toEqualTypeOf<ServiceErrorCode>();
    expectTypeOf<AgentState>().extract<'recovering'>().toEqualTypeOf<'recovering'>();
  });

  it('return parts of the state from the hooks', () => {
    expectTypeOf(useLiveKit).returns.toEqualTypeOf<LiveKit>();
    expectTypeOf(useAgent).returns.toEqualTypeOf<AgentState>();
    expectTypeOf(useConversation).returns.toEqualTypeOf<readonly ConversationItem[]>();
    expectTypeOf(useTimers).returns.toEqualTypeOf<readonly Timer[]>();
    expectTypeOf(useRecipe).returns.toEqualTypeOf<Recipe | undefined>();
    expectTypeOf(useUsage).returns.toEqualTypeOf<Usage | undefined>();
  });
});
