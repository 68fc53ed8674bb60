import type { DispatchMetadata } from '@bakebot/protocol';
import type { llm } from '@livekit/agents';
import type { Announcer } from './outputs/announcer.ts';
import type { AppActions } from './outputs/app-actions.ts';
import type { Outbox } from './outputs/outbox.ts';

/**
 * Everything that a product brings to the runtime: words and tools. The runtime brings the rest: turns, models, recovery,
 * push-to-talk, photos, presence, telemetry. BakeBot's is `baking/definition.ts`.
 */
export type AgentDefinition = {
  readonly instructions: {
    /** Logged with each conversation. Change it with every change of the text. */
    readonly version: string;
    /** The system prompt for one user. */
    create(user: DispatchMetadata): string;
  };
  /** The sentences of a BCP 47 locale that the agent says without a model. */
  phrases(locale: string): Phrases;
  /** Called once for each conversation, before the room is joined. */
  createSkills(context: SkillContext): Skills;
};

/** Sentences that the agent says without a model: at once, and the same every time. */
export type Phrases = {
  readonly greeting: (name: string | undefined) => string;
  /** After a long silence. */
  readonly stillThere: string;
  /** After a longer one, before the agent leaves. */
  readonly goodBye: string;
  /** Two minutes before the longest conversation ends. */
  readonly soonOver: string;
  readonly timeIsOver: string;
};

/** What one conversation's skills may use. */
export type SkillContext = {
  /** BCP 47. */
  readonly locale: string;
  /** Sends messages to the app. */
  readonly outbox: Pick<Outbox, 'send'>;
  /** Speaks between turns. */
  readonly announcer: Pick<Announcer, 'announce'>;
  readonly app: AppActions;
};

/** What the agent can do in one conversation, and what it keeps there. */
export type Skills = {
  /** Everything that the model may call. */
  readonly tools: readonly llm.ToolContextEntry[];
  /** The user is back after a lost connection: send the app what it shows. */
  rejoined(): void;
  /** While true, silence is no reason to leave. */
  isBusy(): boolean;
  close(): void;
};
