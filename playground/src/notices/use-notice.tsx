import { LiveKitServiceError } from '@bakebot/client';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { messageForError } from './error-messages.ts';

type Notices = {
  readonly text: string | undefined;
  readonly show: (text: string | undefined) => void;
};

const NoticeContext = createContext<Notices | undefined>(undefined);

/** Holds one short message at a time, about the user's latest action. */
export function NoticeProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [text, show] = useState<string>();
  const notices = useMemo(() => ({ text, show }), [text]);
  return <NoticeContext.Provider value={notices}>{children}</NoticeContext.Provider>;
}

export function useNotice(): Notices {
  const notices = useContext(NoticeContext);
  if (!notices) throw new Error('useNotice needs a <NoticeProvider> above it.');
  return notices;
}

/** Runs an action of the user and shows a notice when it fails. */
export function useAttempt(): <T>(action: () => Promise<T>) => Promise<T | undefined> {
  const { show } = useNotice();
  return useCallback(
    async (action) => {
      try {
        show(undefined);
        return await action();
      } catch (error) {
        if (!isCancelled(error)) show(messageForError(error));
        return undefined;
      }
    },
    [show],
  );
}

function isCancelled(error: unknown): boolean {
  return error instanceof LiveKitServiceError && error.code === 'cancelled';
}
