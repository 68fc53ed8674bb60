import { useEffect, useState } from 'react';

/** `starting` while the user is asked; then what the camera sees, or that it cannot be had. */
export type Camera = 'starting' | 'refused' | MediaStream;

/** The camera, for as long as the component is there: its light goes out with it. */
export function useCamera(): Camera {
  const [camera, setCamera] = useState<Camera>('starting');

  useEffect(() => {
    let isGone = false;
    const opening = navigator.mediaDevices.getUserMedia({
      // The one on the back of a phone; a laptop has but one.
      video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 } },
    });
    opening.then(
      (stream) => (isGone ? stop(stream) : setCamera(stream)),
      () => {
        if (!isGone) setCamera('refused');
      },
    );
    return () => {
      isGone = true;
      opening.then(stop, () => undefined);
    };
  }, []);

  return camera;
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
