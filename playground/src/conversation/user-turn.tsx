import type { Delivery, UserItem } from '@bakebot/client';
import { useLiveKit } from '@bakebot/client/react';
import type { ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import { useAttempt } from '../notices/use-notice.tsx';
import { messageFor } from '../notices/error-messages.ts';

/** One turn of the user (spoken, typed, or photographed) with its delivery state. */
export function UserTurn({ turn }: { readonly turn: UserItem }): ReactNode {
  const { id, kind, text, pictures, delivery } = turn;
  return (
    <article
      className="item item--user"
      data-author="user"
      data-kind={kind}
      data-turn-id={id}
      data-turn-state={delivery.state}
    >
      <div className="item__words">
        <span className="visually-hidden">You: </span>
        {pictures.length > 0 && (
          <div className="item__pictures" data-count={pictures.length}>
            {pictures.map(({ url, width, height }, index) => (
              <img
                key={url}
                src={url}
                width={width}
                height={height}
                alt={`Your photo ${index + 1}`}
              />
            ))}
          </div>
        )}
        {kind === 'voice' ? <Spoken text={text} delivery={delivery} /> : text && <p>{text}</p>}
      </div>
      <DeliveryNote turnId={id} delivery={delivery} />
    </article>
  );
}

function Spoken({ text, delivery }: { text: string; delivery: Delivery }): ReactNode {
  const isListening = delivery.state === 'recording' || delivery.state === 'transcribing';
  const placeholder = isListening ? 'Listening…' : 'Spoken message';
  return (
    <p className="spoken" data-pending={text === ''}>
      <Icon name="microphone" size={15} />
      {text || placeholder}
    </p>
  );
}

function DeliveryNote({ turnId, delivery }: { turnId: string; delivery: Delivery }): ReactNode {
  const { status, retry, cancel } = useLiveKit();
  const attempt = useAttempt();
  if (delivery.state === 'queued' || delivery.state === 'sending') {
    return (
      <small className="item__note">
        {delivery.state === 'queued' ? 'waiting to send' : `sending ${percent(delivery.progress)}`}
        <button type="button" className="link" onClick={() => void attempt(() => cancel(turnId))}>
          Cancel
        </button>
      </small>
    );
  }
  if (delivery.state !== 'failed') {
    return <small className="item__note">{NOTES[delivery.state]}</small>;
  }
  return (
    <small className="item__note item__note--failed" role="alert">
      {messageFor(delivery.code)}
      {delivery.retryable && status !== 'disconnected' && (
        <button type="button" className="link" onClick={() => void attempt(() => retry(turnId))}>
          <Icon name="retry" size={13} /> Try again
        </button>
      )}
    </small>
  );
}

const NOTES = {
  recording: 'recording',
  transcribing: '',
  sent: 'sent',
  received: 'received',
  answering: 'answering',
  answered: '',
  superseded: 'replaced by a newer message',
} as const satisfies Record<Exclude<Delivery['state'], 'queued' | 'sending' | 'failed'>, string>;

/** Empty at 0: text has no progress in between. */
function percent(progress: number): string {
  return progress === 0 ? '' : `${Math.round(progress * 100)}%`;
}
