import { useService } from '@bakebot/client/react';
import { createLevelMeter, type LevelMeter } from '@bakebot/client/web';
import { type RefObject, useEffect } from 'react';

/** Writes the microphone level (0 to 1) to the element's `--level` on every frame, without rendering React. */
export function useMicrophoneLevel(target: RefObject<HTMLElement | null>, isOn: boolean): void {
  const service = useService();

  useEffect(() => {
    if (!isOn) return undefined;
    const element = target.current;
    let meter: LevelMeter | undefined;
    let frame = requestAnimationFrame(draw);

    function draw(): void {
      frame = requestAnimationFrame(draw);
      // The microphone track appears shortly after the press.
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
