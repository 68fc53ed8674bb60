import { llm } from '@livekit/agents';

type Fields = Parameters<typeof llm.FunctionCall.create>[0];

/** A copy of a tool call with some fields changed. */
export function copyCall(call: llm.FunctionCall, changes: Partial<Fields>): llm.FunctionCall {
  const { id, callId, name, args, createdAt, extra, groupId, thoughtSignature } = call;
  return llm.FunctionCall.create({
    id,
    callId,
    name,
    args,
    createdAt,
    extra,
    ...(groupId !== undefined && { groupId }),
    ...(thoughtSignature !== undefined && { thoughtSignature }),
    ...changes,
  });
}
