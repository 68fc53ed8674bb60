import { useConversation, useLiveKit } from '@bakebot/client/react';
import { type ReactNode, useState } from 'react';
import type { CameraDoor } from './camera/camera-door.ts';
import { Header } from './frame/header.tsx';
import { Kitchen } from './frame/kitchen.tsx';
import { Welcome } from './frame/welcome.tsx';
import { Inspector } from './inspector/inspector.tsx';
import type { Recording } from './inspector/recording.ts';
import { EmulatorBanner } from './notices/emulator-banner.tsx';
import { isEmulated, type Settings } from './session/settings.ts';

type AppProps = {
  readonly settings: Settings;
  readonly recording: Recording;
  readonly camera: CameraDoor;
};

export function App({ settings, recording, camera }: AppProps): ReactNode {
  const { status } = useLiveKit();
  const hasSpoken = useConversation().length > 0;
  const [isInspecting, setInspecting] = useState(false);
  const isOpen = hasSpoken || status === 'connected' || status === 'reconnecting';

  return (
    <div className="app" data-inspecting={isInspecting}>
      <header>
        {isEmulated(settings) && <EmulatorBanner />}
        <Header
          inCall={isOpen}
          isInspecting={isInspecting}
          onInspect={() => setInspecting(!isInspecting)}
        />
      </header>
      <div className="app__body">
        {isOpen ? <Kitchen camera={camera} /> : <Welcome model={settings.model} />}
        {isInspecting && (
          <Inspector
            recording={recording}
            model={settings.model}
            onClose={() => setInspecting(false)}
          />
        )}
      </div>
    </div>
  );
}
