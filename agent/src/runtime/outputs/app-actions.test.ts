import { initializeLogger } from '@livekit/agents';
import { RpcError } from '@livekit/rtc-node';
import { beforeAll, expect, it } from 'vitest';
import { AppActions, type Caller } from './app-actions.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

function actionsOn(answer: () => string): { actions: AppActions; calls: unknown[] } {
  const calls: unknown[] = [];
  const caller: Caller = {
    performRpc: async (call) => {
      calls.push(call);
      return answer();
    },
  };
  return { actions: new AppActions(() => caller, 'ada'), calls };
}

it('calls the user’s app with its identity and time-out', async () => {
  const { actions, calls } = actionsOn(() => '{"done":true}');
  expect(await actions.openCamera({ hint: 'the crumb' })).toEqual({ done: true });
  expect(calls).toEqual([
    {
      destinationIdentity: 'ada',
      method: 'bakebot.open_camera',
      payload: '{"hint":"the crumb"}',
      responseTimeout: 3000,
    },
  ]);
});

it.each([
  ['returns a reason', () => '{"done":false,"reason":"denied"}', 'denied'],
  ['returns no JSON', () => 'yes', 'no_answer'],
  ['returns another shape', () => '{"ok":1}', 'no_answer'],
  ['lacks the method', () => fail(1400), 'unsupported'],
  ['times out', () => fail(1502), 'no_answer'],
  ['is disconnected', () => fail(1401), 'no_answer'],
])('fails when the app %s', async (_, answer, reason) => {
  const { actions } = actionsOn(answer);
  expect(await actions.vibrate({ durationMs: 500 })).toEqual({ done: false, reason });
});

it('returns no_answer when the room is left', async () => {
  const actions = new AppActions(() => {
    throw new Error('the room is not joined');
  }, 'ada');
  expect(await actions.notify({ tag: 't', title: 'a', body: 'b' })).toEqual({
    done: false,
    reason: 'no_answer',
  });
});

function fail(code: number): never {
  throw new RpcError(code, 'failed');
}
