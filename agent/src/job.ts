import { DispatchMetadata, RpcMethod } from '@bakebot/protocol';
import { type JobContext, log } from '@livekit/agents';
import { RpcError } from '@livekit/rtc-node';
import type { AgentConfig } from './config.ts';
import { Conversation } from './runtime/conversation.ts';
import type { AgentDefinition } from './runtime/definition.ts';
import { JobLink } from './runtime/lifecycle/job-link.ts';
import { JobShutdown } from './runtime/lifecycle/job-shutdown.ts';
import { isSingleAgent } from './runtime/lifecycle/single-agent.ts';
import { withholdContent } from './runtime/telemetry/log-privacy.ts';
import { Outbox } from './runtime/outputs/outbox.ts';
import { REPORT_URL } from './runtime/telemetry/metrics-page/metrics-server.ts';
import { loadModels } from './runtime/models/load-models.ts';
import { parseJson } from './runtime/json/parse-json.ts';
import { Presence } from './runtime/lifecycle/presence.ts';
import { localParticipant, roomSender } from './runtime/outputs/room-sender.ts';
import { type Exporters, startExporters } from './runtime/telemetry/exporters.ts';
import { Telemetry } from './runtime/telemetry/telemetry.ts';

/** RPC error code of BakeBot. LiveKit's own are 1001 to 1999. */
const RPC_LEAVING = 503;

/** One job: one user in one room, from dispatch to disconnect. */
export async function runJob(
  job: JobContext,
  config: AgentConfig,
  definition: AgentDefinition,
): Promise<void> {
  if (!config.logContent) withholdContent(log());
  const link = linkToWorker(job);
  const user = parseMetadata(job.job.metadata);
  if (!user) {
    log().error('dispatch metadata rejected: is the token service of the same version?');
    await explainAndLeave(job, 'metadata_invalid');
    return;
  }
  log().info({ correlationId: user.correlationId }, 'job started');

  const exporters = startExporters({
    otlp: config.telemetry.otlp,
    reportUrl: process.env[REPORT_URL],
    jobId: job.job.id,
  });
  const telemetry = new Telemetry({ ...exporters, prices: config.telemetry.prices });
  const shutdown = new JobShutdown(job);
  const conversation = new Conversation({
    definition,
    room: job.room,
    user,
    config,
    makeModels: await loadModels(config.models),
    telemetry,
    keep: (state) => link.keep(state),
    left: (reason) => shutdown.withRoom(reason),
  });
  await job.connect();
  if (!(await isSingleAgent(job.room))) {
    log().warn({ correlationId: user.correlationId }, 'another agent found in the room');
    await conversation.close();
    shutdown.withoutRoom('duplicate_agent');
    return;
  }
  localParticipant(job.room).registerRpcMethod(RpcMethod.ping, async () => {
    if (conversation.isLeaving) throw new RpcError(RPC_LEAVING, 'the agent is leaving');
    return '';
  });
  await conversation.restore(await link.inherited());
  await conversation.start();
  const unsubscribe = link.onDrain(() => void conversation.leave('shutting_down'));
  const presence = new Presence(job.room, user, {
    arrived: () => conversation.arrived(),
    returned: () => conversation.returned(),
    gone: (reason) => void shutdown.withRoom(reason),
  });
  job.addShutdownCallback(async () => {
    unsubscribe();
    presence.close();
    await conversation.close();
    await report(telemetry, exporters, user.correlationId, shutdown.reason);
  });
}

function linkToWorker(context: JobContext): JobLink {
  const { room, metadata } = context.job;
  const { identity } = context.info.acceptArguments;
  const link = new JobLink({ room: room?.name ?? '', identity, metadata });
  // A job that ends by itself must not be replaced.
  context.addShutdownCallback(async () => link.goodbye());
  return link;
}

/** Logs and exports the totals of a conversation. */
async function report(
  telemetry: Telemetry,
  exporters: Exporters,
  correlationId: string,
  reason: string,
): Promise<void> {
  log().info({ correlationId, reason, ...telemetry.usage() }, 'session ended');
  telemetry.ended(reason);
  await exporters.close();
  log().info({ correlationId }, 'job ended');
}

/** Without metadata the user's identity is unknown: the reason goes to the first participant. */
async function explainAndLeave(job: JobContext, reason: 'metadata_invalid'): Promise<void> {
  await job.connect();
  const { identity } = await job.waitForParticipant();
  const outbox = new Outbox(roomSender(job.room), identity);
  outbox.leaving(reason);
  await outbox.received();
  job.shutdown(reason);
}

function parseMetadata(json: string): DispatchMetadata | undefined {
  return DispatchMetadata.safeParse(parseJson(json)).data;
}
