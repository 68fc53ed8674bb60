/** LiveKit's React components alone, in the room `window.connection`. */
import {
  LiveKitRoom,
  RoomAudioRenderer,
  useChat,
  useTranscriptions,
  useVoiceAssistant,
} from '@livekit/components-react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';

declare global {
  interface Window {
    connection: { readonly url: string; readonly token: string };
  }
}

function Conversation(): ReactNode {
  const { state } = useVoiceAssistant();
  const { send } = useChat();
  const texts = useTranscriptions().map(({ text }) => text);
  return (
    <>
      <output>{state}</output>
      <button type="button" onClick={() => void send('How many grams are in one cup of flour?')}>
        Ask
      </button>
      <p>{texts.join(' ')}</p>
    </>
  );
}

const { url, token } = window.connection;
createRoot(document.body).render(
  <LiveKitRoom serverUrl={url} token={token}>
    <RoomAudioRenderer />
    <Conversation />
  </LiveKitRoom>,
);
