import { useAgent, useLiveKit, useMicrophone, useSound } from '@bakebot/client/react';
import type { ReactNode } from 'react';
import { useAttempt } from '../notices/use-notice.tsx';
import { Switch } from './switch.tsx';
import { TalkButton } from './talk-button.tsx';

/** Voice controls: hold to talk, open microphone, spoken replies. */
export function TalkBar(): ReactNode {
  const { status, setMicrophone, setSpokenReplies } = useLiveKit();
  const agent = useAgent();
  const { mode } = useMicrophone();
  const { spokenReplies } = useSound();
  const attempt = useAttempt();
  const isOpen = mode === 'open';
  const isReady =
    status === 'connected' &&
    (agent === 'listening' || agent === 'thinking' || agent === 'speaking');

  return (
    <div className="talk-bar">
      <Switch
        label="Open microphone"
        shortLabel="Open mic"
        icon="microphone"
        checked={isOpen}
        disabled={!isReady}
        onChange={(on) => void attempt(() => setMicrophone(on ? 'open' : 'off'))}
      />
      <TalkButton isReady={isReady} isOpen={isOpen} />
      <Switch
        label="Spoken replies"
        shortLabel="Speak"
        icon={spokenReplies ? 'speaker' : 'muted'}
        checked={spokenReplies}
        disabled={status === 'disconnected'}
        onChange={(on) => void attempt(() => setSpokenReplies(on))}
      />
    </div>
  );
}
