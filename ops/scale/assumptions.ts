/**
 * What the simulation reckons with. docs/scale.md says where each number comes from. Times in minutes, money in US dollars,
 * memory in MB; a core is 1.
 */
export interface Assumptions {
  /** One instance of the agent: LiveKit Cloud's. */
  instance: { cores: number; memory: number };
  /** What stays free of it, for what comes unexpected. */
  headroom: number;
  /** Measured: the worker, its inference process and two jobs that wait; and then each conversation. */
  base: { memory: number; cores: number };
  conversation: { memory: number; cores: number };
  meanMinutes: number;
  /** From the moment in which more is needed until another instance takes users. */
  startMinutes: number;
  /** Of all that run, how many instances wait idle, so that users who come meanwhile find one. */
  spare: number;
  /** Room tokens that a conversation takes: the first, and those of reconnections. */
  tokensPerConversation: number;
}

export const ASSUMPTIONS: Assumptions = {
  instance: { cores: 2, memory: 4096 },
  headroom: 0.3,
  base: { memory: 640, cores: 0.04 },
  conversation: { memory: 160, cores: 0.165 },
  meanMinutes: 8,
  startMinutes: 2,
  spare: 0.15,
  tokensPerConversation: 2,
};
