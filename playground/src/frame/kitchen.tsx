import type { ReactNode } from 'react';
import { Composer } from '../composer/composer.tsx';
import { ConversationLog } from '../conversation/conversation-log.tsx';
import { Notices } from '../notices/notices.tsx';
import { NoticeProvider } from '../notices/use-notice.tsx';
import { TalkBar } from '../talk/talk-bar.tsx';
import { TimerShelf } from '../timers/timer-shelf.tsx';

/** The conversation, and all ways to take part in it. */
export function Kitchen(): ReactNode {
  return (
    <NoticeProvider>
      <main className="kitchen">
        <h1 className="visually-hidden">Conversation with BakeBot</h1>
        <TimerShelf />
        <ConversationLog />
        <div className="counter">
          <Notices />
          <Composer />
          <TalkBar />
        </div>
      </main>
    </NoticeProvider>
  );
}
