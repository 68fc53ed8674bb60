import { useConversation, useLiveKit } from '@bakebot/client/react';
import { type ReactNode, useState } from 'react';
import type { CameraRequests } from './camera/camera-requests.ts';
import { Header } from './layout/header.tsx';
import { ConversationScreen } from './layout/conversation-screen.tsx';
import { WelcomeScreen } from './layout/welcome-screen.tsx';
import { Inspector } from './inspector/inspector.tsx';
import type { ObservationLog } from './inspector/observation-log.ts';
import { EmulatorBanner } from './notices/emulator-banner.tsx';
import { isEmulated, type Settings } from './session/settings.ts';

type AppProps = {
  readonly settings: Settings;
  readonly observations: ObservationLog;
  readonly camera: CameraRequests;
};

export function App({ settings, observations, camera }: AppProps): ReactNode {
  const { status } = useLiveKit();
  const hasSpoken = useConversation().length > 0;
  const [isInspecting, setInspecting] = useState(false);
  const isOpen = hasSpoken || status === 'connected' || status === 'reconnecting';

  return (
    <div className="app" data-inspecting={isInspecting}>
      <header>
        {isEmulated(settings) && <EmulatorBanner />}
        <Header
          inConversation={isOpen}
          isInspecting={isInspecting}
          onInspect={() => setInspecting(!isInspecting)}
        />
      </header>
      <div className="app__body">
        {isOpen ? <ConversationScreen camera={camera} /> : <WelcomeScreen model={settings.model} />}
        {isInspecting && (
          <Inspector
            observations={observations}
            model={settings.model}
            onClose={() => setInspecting(false)}
          />
        )}
      </div>
    </div>
  );
}
