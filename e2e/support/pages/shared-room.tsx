/** Our client, with LiveKit's components in the same room; `window.kitchen` says where to connect. */
import { LiveKitService } from '@bakebot/client';
import { AgentProvider, useConversation, useLiveKit, useRoom } from '@bakebot/client/react';
import { webPlatform } from '@bakebot/client/web';
import { RoomContext, useVoiceAssistant } from '@livekit/components-react';
import type { ReactNode } from 'react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

function Page(): ReactNode {
  const { connect, sendText } = useLiveKit();
  const room = useRoom();
  const said = useConversation().map(({ text }) => text);
  return (
    <>
      <button type="button" onClick={() => void connect()}>
        Connect
      </button>
      <button type="button" onClick={() => void sendText('How many grams are in a cup of flour?')}>
        Ask
      </button>
      <p>{said.join(' ')}</p>
      <RoomContext.Provider value={room}>{room && <StockState />}</RoomContext.Provider>
    </>
  );
}

function StockState(): ReactNode {
  return <output>{useVoiceAssistant().state}</output>;
}

const service = new LiveKitService({ platform: webPlatform(), token: async () => window.kitchen });
createRoot(document.body).render(
  <StrictMode>
    <AgentProvider service={service}>
      <Page />
    </AgentProvider>
  </StrictMode>,
);
