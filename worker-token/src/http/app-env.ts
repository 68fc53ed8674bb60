import type { Bindings } from '../bindings.ts';
import type { LogFields } from '../log.ts';
import type { Session } from '../session/session.ts';

/** What middleware hands on to what comes after it, in Hono's terms: with `c.get`, because `c.var` copies them all. */
export type AppEnv = {
  Bindings: Bindings;
  Variables: {
    requestId: string;
    /** Fields of the request's log line. */
    logFields: LogFields;
    /** After `authenticate`. */
    session: Session;
    /** After `authenticate`: the subject, for rooms and logs. */
    pseudonym: string;
  };
};
