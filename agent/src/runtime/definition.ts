import type { DispatchMetadata } from '@bakebot/protocol';
import type { llm } from '@livekit/agents';
import type { Announcer } from './outputs/announcer.ts';
import type { AppActions } from './outputs/app-actions.ts';
import type { Outbox } from './outputs/outbox.ts';
import type { SpokenForm } from './speech/spoken-text.ts';

/**
 * What a product supplies: instructions, phrases and tools. The runtime supplies the rest: turns, models, recovery, push-to-talk,
 * photos, presence, telemetry. BakeBot's definition is `baking/definition.ts`.
 */
export type AgentDefinition = {
  readonly instructions: {
    /** Logged with each conversation. It must change with the text. */
    readonly version: string;
    /** Returns the system prompt for one user. */
    create(user: DispatchMetadata): string;
  };
  /** @param locale BCP 47 */
  phrases(locale: string): Phrases;
  /**
   * Returns how the sentences of one reply are spoken: "1/2 cup" as "half a cup". The text on the screen stays. Without it, TTS gets
   * the text as the model wrote it. Called once per reply.
   * @param locale BCP 47
   */
  spoken?(locale: string): SpokenForm;
  /** Called once per conversation, before the room is joined. */
  createSkills(context: SkillContext): Skills;
};

/** Sentences that the agent speaks verbatim, without a model. */
export type Phrases = {
  readonly greeting: (name: string | undefined) => string;
  /** Spoken after a long silence. */
  readonly stillThere: string;
  /** Spoken before the agent leaves because of silence. */
  readonly goodBye: string;
  /** Spoken two minutes before the session limit. */
  readonly soonOver: string;
  /** Spoken at the session limit, and when the budget is spent. */
  readonly timeIsOver: string;
};

/** What the skills of one conversation may use. */
export type SkillContext = {
  /** BCP 47. */
  readonly locale: string;
  /** The settings of the user's account, unchecked. */
  readonly preferences?: Readonly<Record<string, string>> | undefined;
  /** The user's IANA time zone, unchecked. */
  readonly timeZone?: string | undefined;
  readonly outbox: Pick<Outbox, 'send'>;
  readonly announcer: Pick<Announcer, 'announce'>;
  readonly app: AppActions;
};

/** The tools of one conversation, and their state. */
export type Skills = {
  readonly tools: readonly llm.ToolContextEntry[];
  /** Called when the user reconnects: sends the app the state to show. */
  rejoined(): void;
  /** While true, the idle time-out does not run out. */
  isBusy(): boolean;
  /** The state that outlives the process, as JSON. Without it, a conversation that continues elsewhere keeps its words only. */
  snapshot?(): unknown;
  /** Takes over the state of an earlier process, before `rejoined` is called. @param snapshot unchecked */
  restore?(snapshot: unknown): void;
  close(): void;
};
