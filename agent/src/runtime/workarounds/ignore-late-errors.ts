import type { RealtimeSession } from './realtime-session.ts';

/**
 * Keeps an error that comes late from ending the process.
 *
 * **Cause**: the plugin (1.9.0) emits `error` also after the framework has taken back its listeners, for example when a
 * closing socket is answered without a code (1005). Node ends a process in which nobody listens to an `error`.
 *
 * **Can go** when a closed session is quiet: `swallow-late-errors.test.ts` fails then.
 */
export function ignoreLateErrors(session: RealtimeSession): void {
  session.on('error', () => {});
}
