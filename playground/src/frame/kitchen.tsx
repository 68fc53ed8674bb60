import type { ReactNode } from 'react';
import type { CameraDoor } from '../camera/camera-door.ts';
import { Composer } from '../composer/composer.tsx';
import { ConversationLog } from '../conversation/conversation-log.tsx';
import { Notices } from '../notices/notices.tsx';
import { NoticeProvider } from '../notices/use-notice.tsx';
import { RecipeCard } from '../recipe/recipe-card.tsx';
import { TalkBar } from '../talk/talk-bar.tsx';
import { TimerShelf } from '../timers/timer-shelf.tsx';

/** The conversation, and all ways to take part in it. */
export function Kitchen({ camera }: { readonly camera: CameraDoor }): ReactNode {
  return (
    <NoticeProvider>
      <main className="kitchen">
        <h1 className="visually-hidden">Conversation with BakeBot</h1>
        <RecipeCard />
        <div className="kitchen__table">
          <TimerShelf />
          <ConversationLog />
          <div className="counter">
            <Notices />
            <Composer camera={camera} />
            <TalkBar />
          </div>
        </div>
      </main>
    </NoticeProvider>
  );
}
