import { useMicrophone } from '@bakebot/client/react';
import { type ReactNode, useRef } from 'react';
import { Icon } from '../frame/icon.tsx';
import { useHoldToTalk } from './use-hold-to-talk.ts';
import { useLevel } from './use-level.ts';

type TalkButtonProps = { readonly isReady: boolean; readonly isOpen: boolean };

/** Hold with the mouse, a finger or the space bar; slide off to take it back. A plain click begins, another one ends. */
export function TalkButton({ isReady, isOpen }: TalkButtonProps): ReactNode {
  const { recording } = useMicrophone();
  const button = useRef<HTMLButtonElement>(null);
  const isRecording = recording !== undefined;
  const { handlers, isCancelling } = useHoldToTalk({ isEnabled: isReady && !isOpen, isRecording });
  useLevel(button, isRecording || isOpen);

  return (
    <div className="talk">
      <button
        ref={button}
        type="button"
        className="talk__button"
        aria-label="Hold to talk"
        aria-describedby="talk-hint"
        aria-pressed={isRecording}
        aria-disabled={!isReady || isOpen}
        data-recording={isRecording}
        data-open={isOpen}
        data-cancelling={isCancelling}
        {...handlers}
      >
        <Icon name={isCancelling ? 'close' : 'microphone'} size={30} />
      </button>
      <span id="talk-hint" className="talk__hint" aria-live="polite">
        {hintFor({ isReady, isOpen, isRecording, isCancelling })}
      </span>
    </div>
  );
}

type TalkLook = {
  readonly isReady: boolean;
  readonly isOpen: boolean;
  readonly isRecording: boolean;
  readonly isCancelling: boolean;
};

function hintFor({ isReady, isOpen, isRecording, isCancelling }: TalkLook): string {
  if (isCancelling) return 'Let go to cancel';
  if (isRecording) return 'Let go to send';
  if (!isReady) return 'One moment';
  if (isOpen) return 'Just talk';
  return 'Hold to talk';
}
