import { useEffect, useEffectEvent } from 'react';

type SpaceBarOptions = {
  readonly onPress: () => void;
  readonly onRelease: () => void;
  readonly onCancel: () => void;
};

/** Uses the space bar as a talk button where it has no other function. Escape cancels the recording. */
export function useSpaceBar({ onPress, onRelease, onCancel }: SpaceBarOptions): void {
  const press = useEffectEvent(onPress);
  const release = useEffectEvent(onRelease);
  const cancel = useEffectEvent(onCancel);

  useEffect(() => {
    let isHeld = false;
    function down(event: KeyboardEvent): void {
      if (event.code === 'Escape' && isHeld) {
        isHeld = false;
        cancel();
        return;
      }
      if (event.code !== 'Space' || !isFree(event.target)) return;
      event.preventDefault();
      if (event.repeat || isHeld) return;
      isHeld = true;
      press();
    }
    function up(event: KeyboardEvent): void {
      if (event.code !== 'Space' || !isHeld) return;
      // Otherwise the browser clicks the focused button.
      event.preventDefault();
      isHeld = false;
      release();
    }
    function blur(): void {
      if (!isHeld) return;
      isHeld = false;
      cancel();
    }
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', blur);
    return () => {
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', blur);
    };
  }, []);
}

/** Whether the space bar has no other function on this element. The talk button itself counts as free. */
function isFree(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return true;
  if (target.closest('.talk__button')) return true;
  return !target.closest('button, input, textarea, select, a[href], [contenteditable], summary');
}
