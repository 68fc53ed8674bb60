import type { Assumptions } from './assumptions.ts';
import { HOSTING, modelMinute, type PIPELINES } from './cost.ts';

/** What so many conversations at once need. */
export interface Need {
  sessions: number;
  instances: number;
  cores: number;
  memoryGb: number;
  tokensPerSecond: number;
  /** US dollars an hour, by pipeline, hosting included. */
  costPerHour: Readonly<Record<keyof typeof PIPELINES, number>>;
}

/** How many conversations one instance takes, and what they are limited by. */
export function capacityOf(a: Assumptions): { sessions: number; limit: 'memory' | 'cores' } {
  const usable = 1 - a.headroom;
  const byMemory = (a.instance.memory * usable - a.base.memory) / a.conversation.memory;
  const byCores = (a.instance.cores * usable - a.base.cores) / a.conversation.cores;
  const sessions = Math.max(0, Math.floor(Math.min(byMemory, byCores)));
  return { sessions, limit: byMemory < byCores ? 'memory' : 'cores' };
}

export function needOf(sessions: number, a: Assumptions): Need {
  const instances = Math.ceil(sessions / capacityOf(a).sessions);
  const tokensPerSecond = (sessions * a.tokensPerConversation) / (a.meanMinutes * 60);
  const hosting =
    sessions * 60 * (HOSTING.agentMinute + HOSTING.participantMinute) +
    (tokensPerSecond * 3600 * HOSTING.millionRequests) / 1e6;
  return {
    sessions,
    instances,
    cores: instances * a.base.cores + sessions * a.conversation.cores,
    memoryGb: (instances * a.base.memory + sessions * a.conversation.memory) / 1024,
    tokensPerSecond,
    costPerHour: {
      cascade: hosting + sessions * 60 * modelMinute('cascade'),
      live: hosting + sessions * 60 * modelMinute('live'),
    },
  };
}
