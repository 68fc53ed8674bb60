import type { ReactNode } from 'react';
import type { CameraRequests } from '../camera/camera-requests.ts';
import { Composer } from '../composer/composer.tsx';
import { ConversationLog } from '../conversation/conversation-log.tsx';
import { Notices } from '../notices/notices.tsx';
import { NoticeProvider } from '../notices/use-notice.tsx';
import { RecipeCard } from '../recipe/recipe-card.tsx';
import { TalkBar } from '../talk/talk-bar.tsx';
import { TimerList } from '../timers/timer-list.tsx';

/** The conversation with its recipe and timers, and every way to send a turn. */
export function ConversationScreen({ camera }: { readonly camera: CameraRequests }): ReactNode {
  return (
    <NoticeProvider>
      <main className="conversation-screen">
        <h1 className="visually-hidden">Conversation with BakeBot</h1>
        <RecipeCard />
        <div className="conversation-screen__main">
          <TimerList />
          <ConversationLog />
          <div className="input-bar">
            <Notices />
            <Composer camera={camera} />
            <TalkBar />
          </div>
        </div>
      </main>
    </NoticeProvider>
  );
}
