import { MicrophoneRequest, RpcMethod, SpokenRepliesRequest, TalkRequest } from '@bakebot/protocol';
import { type LocalParticipant, RpcError, type RpcInvocationData } from '@livekit/rtc-node';
import type { PushToTalk } from './push-to-talk/push-to-talk.ts';
import { parseJson } from '../json/parse-json.ts';

/** RPC error codes of BakeBot. LiveKit's own are 1001 to 1999. */
const RPC_BAD_REQUEST = 400;
const RPC_FORBIDDEN = 403;

/** Settings that the app can change. */
export type Switches = {
  /** On, the agent listens all the time and detects turns itself. */
  setOpenMicrophone(on: boolean): void;
  setSpokenReplies(on: boolean): void;
};

type Schema<T> = { safeParse(data: unknown): { success: true; data: T } | { success: false } };

/** Registers the RPC methods, which only the user's app may call. */
export function registerRpcMethods(
  participant: LocalParticipant,
  userIdentity: string,
  pushToTalk: PushToTalk,
  switches: Switches,
): void {
  function on<T>(method: string, schema: Schema<T>, act: (request: T) => void): void {
    participant.registerRpcMethod(method, async (call) => {
      act(parseCall(call, userIdentity, schema));
      return '{}';
    });
  }
  on(RpcMethod.startTalk, TalkRequest, ({ turnId }) => {
    switches.setOpenMicrophone(false);
    pushToTalk.start(turnId);
  });
  on(RpcMethod.endTalk, TalkRequest, ({ turnId }) => void pushToTalk.end(turnId));
  on(RpcMethod.cancelTalk, TalkRequest, () => pushToTalk.cancel());
  on(RpcMethod.setMicrophone, MicrophoneRequest, ({ mode }) => {
    pushToTalk.cancel();
    switches.setOpenMicrophone(mode === 'open');
  });
  on(RpcMethod.setSpokenReplies, SpokenRepliesRequest, ({ on: spoken }) =>
    switches.setSpokenReplies(spoken),
  );
}

function parseCall<T>(call: RpcInvocationData, userIdentity: string, schema: Schema<T>): T {
  if (call.callerIdentity !== userIdentity)
    throw new RpcError(RPC_FORBIDDEN, 'only the user may call this agent');
  const request = schema.safeParse(parseJson(call.payload));
  if (!request.success)
    throw new RpcError(RPC_BAD_REQUEST, 'payload malformed: see docs/protocol.md');
  return request.data;
}
