import { useLiveKit } from '@bakebot/client/react';
import { type MouseEvent, type PointerEvent, useState } from 'react';
import { useAttempt, useNotice } from '../notices/use-notice.tsx';
import { messageForError } from '../notices/error-messages.ts';
import { useSpaceBar } from './use-space-bar.ts';

/** Distance from the button's edge at which a slide cancels the recording, in CSS pixels. */
const CANCEL_DISTANCE = 90;

type HoldToTalkOptions = { readonly isEnabled: boolean; readonly isRecording: boolean };

type HoldToTalk = {
  /** The pointer has slid off the button: releasing it discards the recording. */
  readonly isCancelling: boolean;
  readonly handlers: {
    onPointerDown(event: PointerEvent<HTMLButtonElement>): void;
    onPointerMove(event: PointerEvent<HTMLButtonElement>): void;
    onPointerUp(): void;
    onPointerCancel(): void;
    onClick(event: MouseEvent): void;
    onContextMenu(event: MouseEvent): void;
  };
};

/** Press to record, release to send: by pointer, by space bar, or by two clicks of assistive technology. */
export function useHoldToTalk({ isEnabled, isRecording }: HoldToTalkOptions): HoldToTalk {
  const { startVoiceRecording, stopVoiceRecording, cancelVoiceRecording } = useLiveKit();
  const attempt = useAttempt();
  const { show } = useNotice();
  const [isCancelling, setCancelling] = useState(false);

  function press(): void {
    if (isEnabled) void attempt(startVoiceRecording);
  }

  async function release(): Promise<void> {
    setCancelling(false);
    try {
      // Not through `attempt`, which would clear a notice about the press.
      const result = await stopVoiceRecording();
      if (result === 'too_short') show('Hold the button while you speak.');
    } catch (error) {
      show(messageForError(error));
    }
  }

  function cancel(): void {
    setCancelling(false);
    void attempt(cancelVoiceRecording);
  }

  useSpaceBar({ onPress: press, onRelease: () => void release(), onCancel: cancel });

  return {
    isCancelling,
    handlers: {
      onPointerDown(event) {
        if (event.button !== 0) return;
        // A pointer that slides off keeps sending events to the button.
        event.currentTarget.setPointerCapture(event.pointerId);
        press();
      },
      onPointerMove(event) {
        if (isRecording) setCancelling(distanceTo(event) > CANCEL_DISTANCE);
      },
      onPointerUp() {
        if (isCancelling) cancel();
        else void release();
      },
      onPointerCancel: cancel,
      onClick(event) {
        // `detail` counts pointer clicks; it is 0 for a screen reader or a switch device.
        if (event.detail > 0) return;
        if (isRecording) void release();
        else press();
      },
      onContextMenu(event) {
        // A long press opens the context menu on touch screens.
        event.preventDefault();
      },
    },
  };
}

function distanceTo(event: PointerEvent<HTMLButtonElement>): number {
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
  const x = event.clientX - (left + width / 2);
  const y = event.clientY - (top + height / 2);
  return Math.hypot(x, y) - width / 2;
}
