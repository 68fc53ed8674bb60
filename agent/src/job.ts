import { DispatchMetadata } from '@bakebot/protocol';
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
  await conversation.start();
  conversation.onClosed((reason) => job.shutdown(reason));

  const presence = new Presence(job.room, user.identity, {
    arrived: (again) => conversation.welcome(again),
    gone: (reason) => job.shutdown(reason),
  });
  job.addShutdownCallback(async () => {
    presence.close();
    await conversation.close();
    log().info({ correlationId: user.correlationId }, 'job ended');
  });
}

function parseMetadata(json: string): DispatchMetadata | undefined {
  try {
    return DispatchMetadata.parse(JSON.parse(json));
  } catch {
    return undefined;
  }
}
