import { LiveKitServiceError } from '@bakebot/client';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { messageForError } from './error-messages.ts';

type Notices = {
  readonly text: string | undefined;
  readonly show: (text: string | undefined) => void;
};

const NoticeContext = createContext<Notices | undefined>(undefined);

/** One short message at a time, about what the user just tried. */
export function NoticeProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [text, show] = useState<string>();
  const notices = useMemo(() => ({ text, show }), [text]);
  return <NoticeContext.Provider value={notices}>{children}</NoticeContext.Provider>;
}

export function useNotice(): Notices {
  const notices = useContext(NoticeContext);
  if (!notices) throw new Error('Wrap the component in <NoticeProvider>.');
  return notices;
}

/** Runs an action of the user, and says what went wrong with it. */
export function useAttempt(): <T>(action: () => Promise<T>) => Promise<T | undefined> {
  const { show } = useNotice();
  return useCallback(
    async (action) => {
      try {
        show(undefined);
        return await action();
      } catch (error) {
        if (!isOwnWish(error)) show(messageForError(error));
        return undefined;
      }
    },
    [show],
  );
}

function isOwnWish(error: unknown): boolean {
  return error instanceof LiveKitServiceError && error.code === 'cancelled';
}
