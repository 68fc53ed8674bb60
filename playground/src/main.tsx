import { AgentProvider } from '@bakebot/client/react';
import { LogLevel, setLogLevel } from 'livekit-client';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { CameraRequests } from './camera/camera-requests.ts';
import { NotConfiguredScreen } from './layout/not-configured-screen.tsx';
import { ObservationLog } from './inspector/observation-log.ts';
import { createService } from './session/create-service.ts';
import { readSettings } from './session/settings.ts';
import { readSubject } from './session/subject.ts';

// The inspector shows the traffic; the console stays free for warnings.
setLogLevel(LogLevel.warn);

const container = document.createElement('div');
container.id = 'root';
document.body.append(container);
const root = createRoot(container);
const settings = readSettings(import.meta.env);

if (settings) {
  const observations = new ObservationLog();
  const subject = readSubject(location.search, sessionStorage);
  const camera = new CameraRequests();
  const service = createService(settings, subject, { observations, camera });
  root.render(
    <StrictMode>
      <AgentProvider service={service}>
        <App settings={settings} observations={observations} camera={camera} />
      </AgentProvider>
    </StrictMode>,
  );
} else {
  root.render(<NotConfiguredScreen />);
}
