import { useLiveKit, useSound } from '@bakebot/client/react';
import type { ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import { useAttempt, useNotice } from './use-notice.tsx';
import { messageFor } from './error-messages.ts';

/** Connection errors, blocked sound, and the latest notice, above the message box. */
export function Notices(): ReactNode {
  const { status, error, connect, startAudio } = useLiveKit();
  const { blocked, voiceFailed } = useSound();
  const { text, show } = useNotice();
  const attempt = useAttempt();
  return (
    <div className="notices" aria-live="polite">
      {status === 'disconnected' && (
        <div className="notice notice--strong">
          <span>{error ? messageFor(error.code) : 'You left the conversation.'}</span>
          <button type="button" className="button" onClick={() => void attempt(connect)}>
            Reconnect
          </button>
        </div>
      )}
      {status !== 'disconnected' && blocked && (
        <div className="notice">
          <span>Your browser blocked the sound.</span>
          <button type="button" className="button" onClick={() => void attempt(startAudio)}>
            Turn on sound
          </button>
        </div>
      )}
      {status !== 'disconnected' && voiceFailed && (
        <div className="notice">{messageFor('voice_unavailable')}</div>
      )}
      {text && (
        <div className="notice" role="alert">
          <span>{text}</span>
          <button
            type="button"
            className="icon-button icon-button--small"
            aria-label="Dismiss"
            onClick={() => show(undefined)}
          >
            <Icon name="close" size={16} />
          </button>
        </div>
      )}
    </div>
  );
}
