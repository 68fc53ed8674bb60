import type { TextBindings } from '../config/settings.ts';
import type { LogFields } from '../platform/log.ts';
import type { Session } from '../session/claims.ts';
import type { SubjectNamespace } from '../subject/subject-stub.ts';

/** The Worker's bindings. Text is parsed once, by `parseConfig`. */
export interface Bindings extends TextBindings {
  /** Limits requests per network address, before anything is verified. */
  readonly ADDRESS_LIMIT?: RateLimit;
  /** Limits tokens per subject. */
  readonly SUBJECT_LIMIT?: RateLimit;
  /** What outlives a request, per subject. */
  readonly SUBJECTS?: SubjectNamespace;
  readonly VERSION?: WorkerVersionMetadata;
}

/** Hono's environment. Read variables with `c.get`: `c.var` copies all of them. */
export type AppEnv = {
  Bindings: Bindings;
  Variables: {
    requestId: string;
    /** Fields of the request's log line. */
    logFields: LogFields;
    /** Set by `authenticate`. */
    session: Session;
    /** Set by `authenticate`: stands for the subject in rooms and logs. */
    pseudonym: string;
    /** Set by `authenticateAgent`: whose state the agent may read and write. */
    subject: string;
  };
};
