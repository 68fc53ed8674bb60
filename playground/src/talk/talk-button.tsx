import { useLiveKit, useMicrophone } from '@bakebot/client/react';
import { type ReactNode, useRef } from 'react';
import { Icon } from '../icons/icon.tsx';
import { useHoldToTalk } from './use-hold-to-talk.ts';
import { useMicrophoneLevel } from './use-microphone-level.ts';

type TalkButtonProps = {
  readonly isReady: boolean;
  /** The microphone is always open, so hold-to-talk is off. */
  readonly isOpen: boolean;
};

/** Push-to-talk button, held by mouse, finger, or space bar; sliding off cancels. Assistive technology clicks twice. */
export function TalkButton({ isReady, isOpen }: TalkButtonProps): ReactNode {
  const { recording } = useMicrophone();
  const button = useRef<HTMLButtonElement>(null);
  const isRecording = recording !== undefined;
  const { handlers, isCancelling } = useHoldToTalk({ isEnabled: isReady && !isOpen, isRecording });
  useMicrophoneLevel(button, isRecording || isOpen);

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
        <TalkHint {...{ isReady, isOpen, isRecording, isCancelling }} />
      </span>
    </div>
  );
}

type TalkHintProps = {
  readonly isReady: boolean;
  readonly isOpen: boolean;
  readonly isRecording: boolean;
  readonly isCancelling: boolean;
};

function TalkHint(props: TalkHintProps): ReactNode {
  const { isReady, isOpen, isRecording, isCancelling } = props;
  const { status } = useLiveKit();
  if (isCancelling) return 'Let go to cancel';
  if (isRecording) return 'Let go to send';
  if (status === 'disconnected') return '';
  if (!isReady) return 'One moment…';
  if (isOpen) return 'Just talk';
  return (
    <>
      Hold to talk<span className="no-touch">, or hold Space</span>
    </>
  );
}
