/** A page made of LiveKit's stock React components alone; `window.kitchen` says where to connect. */
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
    kitchen: { readonly url: string; readonly token: string };
  }
}

function Talk(): ReactNode {
  const { state } = useVoiceAssistant();
  const { send } = useChat();
  const said = useTranscriptions().map(({ text }) => text);
  return (
    <>
      <output>{state}</output>
      <button type="button" onClick={() => void send('How many grams are in one cup of flour?')}>
        Ask
      </button>
      <p>{said.join(' ')}</p>
    </>
  );
}

const { url, token } = window.kitchen;
createRoot(document.body).render(
  <LiveKitRoom serverUrl={url} token={token}>
    <RoomAudioRenderer />
    <Talk />
  </LiveKitRoom>,
);
