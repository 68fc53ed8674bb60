import { AgentProvider } from '@bakebot/client/react';
import { LogLevel, setLogLevel } from 'livekit-client';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { CameraDoor } from './camera/camera-door.ts';
import { NotConfigured } from './frame/not-configured.tsx';
import { Recording } from './inspector/recording.ts';
import { createService } from './session/create-service.ts';
import { readSettings } from './session/settings.ts';
import { readSubject } from './session/subject.ts';

// The inspector shows what goes on; the console is left to warnings.
setLogLevel(LogLevel.warn);

const container = document.createElement('div');
container.id = 'root';
document.body.append(container);
const root = createRoot(container);
const settings = readSettings(import.meta.env);

if (settings) {
  const recording = new Recording();
  const subject = readSubject(location.search, sessionStorage);
  const camera = new CameraDoor();
  const service = createService(settings, subject, { recording, camera });
  root.render(
    <StrictMode>
      <AgentProvider service={service}>
        <App settings={settings} recording={recording} camera={camera} />
      </AgentProvider>
    </StrictMode>,
  );
} else {
  root.render(<NotConfigured />);
}
