/** BakeBot's client and LiveKit's components in one room, `window.connection`. */
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
  const texts = useConversation().map(({ text }) => text);
  return (
    <>
      <button type="button" onClick={() => void connect()}>
        Connect
      </button>
      <button type="button" onClick={() => void sendText('How many grams are in a cup of flour?')}>
        Ask
      </button>
      <p>{texts.join(' ')}</p>
      <RoomContext.Provider value={room}>{room && <StockState />}</RoomContext.Provider>
    </>
  );
}

function StockState(): ReactNode {
  return <output>{useVoiceAssistant().state}</output>;
}

const service = new LiveKitService({
  platform: webPlatform(),
  token: async () => window.connection,
});
createRoot(document.body).render(
  <StrictMode>
    <AgentProvider service={service}>
      <Page />
    </AgentProvider>
  </StrictMode>,
);
