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
  ['says why not', () => '{"done":false,"reason":"denied"}', 'denied'],
  ['answers nonsense', () => 'yes', 'no_answer'],
  ['answers in another shape', () => '{"ok":1}', 'no_answer'],
  ['does not have the method', () => fail(1400), 'unsupported'],
  ['does not answer in time', () => fail(1502), 'no_answer'],
  ['is not there', () => fail(1401), 'no_answer'],
])('returns the reason when the app %s', async (_, answer, reason) => {
  const { actions } = actionsOn(answer);
  expect(await actions.vibrate({ durationMs: 500 })).toEqual({ done: false, reason });
});

it('returns no_answer when the room is not joined', async () => {
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
