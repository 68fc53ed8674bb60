/** Every state of the page without a server, for styling and screenshots: `/gallery.html?state=recipe`. */
import { AgentProvider } from '@bakebot/client/react';
import { createTestService } from '@bakebot/client/testing';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '../app.tsx';
import { CameraRequests } from '../camera/camera-requests.ts';
import { ObservationLog } from '../inspector/observation-log.ts';
import { isSceneName, SCENES } from './scenes.ts';
import { installFakeDevices } from './fake-devices.ts';

const container = document.createElement('div');
container.id = 'root';
document.body.append(container);

const name = new URLSearchParams(location.search).get('state') ?? '';

if (isSceneName(name)) {
  const observations = new ObservationLog();
  const camera = new CameraRequests();
  const stage = createTestService({ observe: (observation) => observations.add(observation) });
  installFakeDevices(stage.device);
  await SCENES[name](stage);
  createRoot(container).render(
    <StrictMode>
      <AgentProvider service={stage.service}>
        <App
          settings={{ tokenEndpoint: '', sessionEndpoint: '', model: 'gallery (emulator)' }}
          observations={observations}
          camera={camera}
        />
      </AgentProvider>
    </StrictMode>,
  );
} else {
  createRoot(container).render(
    <nav className="welcome" aria-label="States">
      {Object.keys(SCENES).map((scene) => (
        <a key={scene} href={`?state=${scene}`}>
          {scene}
        </a>
      ))}
    </nav>,
  );
}
