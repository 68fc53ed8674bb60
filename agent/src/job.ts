import { DispatchMetadata, RpcMethod } from '@bakebot/protocol';
import { type JobContext, log } from '@livekit/agents';
import type { AgentConfig } from './config.ts';
import { Conversation } from './conversation.ts';
import { withholdContent } from './log-privacy.ts';
import { Presence } from './presence.ts';

/** One job: one user in one room, from the token service's dispatch until they are gone. */
export async function runJob(job: JobContext, config: AgentConfig): Promise<void> {
  if (!config.logContent) withholdContent(log());
  const user = parseMetadata(job.job.metadata);
  if (!user) {
    log().error('dispatch metadata is not valid: is the token service of the same version?');
    job.shutdown('metadata_invalid');
    return;
  }
  log().info({ correlationId: user.correlationId }, 'job started');

  const conversation = new Conversation(job.room, user, config.models);
  await job.connect();
  job.room.localParticipant?.registerRpcMethod(RpcMethod.ping, async () => '');
  await conversation.start();
  conversation.onClosed((reason) => job.shutdown(reason));

  const presence = new Presence(job.room, user, {
    arrived: (again) => conversation.welcome(again),
    gone: (reason) => void endRoom(job, reason),
  });
  job.addShutdownCallback(async () => {
    presence.close();
    await conversation.close();
    log().info({ correlationId: user.correlationId }, 'job ended');
  });
}

/** Ends the job and its room, because LiveKit sends no other agent into a room that is still there. */
async function endRoom(job: JobContext, reason: string): Promise<void> {
  if (job.room.isConnected) await job.deleteRoom();
  job.shutdown(reason);
}

function parseMetadata(json: string): DispatchMetadata | undefined {
  try {
    return DispatchMetadata.parse(JSON.parse(json));
  } catch {
    return undefined;
  }
}
