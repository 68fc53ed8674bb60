import { useService } from '@bakebot/client/react';
import { createLevelMeter, type LevelMeter } from '@bakebot/client/web';
import { type RefObject, useEffect } from 'react';

/**
 * Lets an element move with the microphone: its custom property `--level` goes from 0 to 1, without React rendering
 * sixty times a second.
 */
export function useMicrophoneLevel(target: RefObject<HTMLElement | null>, isOn: boolean): void {
  const service = useService();

  useEffect(() => {
    if (!isOn) return undefined;
    const element = target.current;
    let meter: LevelMeter | undefined;
    let frame = requestAnimationFrame(draw);

    function draw(): void {
      frame = requestAnimationFrame(draw);
      // The microphone opens a moment after the press.
      if (!meter && service.microphoneTrack) meter = createLevelMeter(service.microphoneTrack);
      if (meter) element?.style.setProperty('--level', meter.read().toFixed(3));
    }

    return () => {
      cancelAnimationFrame(frame);
      meter?.close();
      element?.style.removeProperty('--level');
    };
  }, [isOn, service, target]);
}
