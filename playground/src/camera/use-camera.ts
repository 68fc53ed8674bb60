import { useEffect, useState } from 'react';

/** `starting` while the browser asks for permission, `refused` when the camera could not be opened. */
export type Camera = 'starting' | 'refused' | MediaStream;

/** Opens the camera while the component is mounted and stops its tracks on unmount. */
export function useCamera(): Camera {
  const [camera, setCamera] = useState<Camera>('starting');

  useEffect(() => {
    let isUnmounted = false;
    const opening = navigator.mediaDevices.getUserMedia({
      // The rear camera of a phone; a laptop uses the camera it has.
      video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 } },
    });
    opening.then(
      (stream) => (isUnmounted ? stop(stream) : setCamera(stream)),
      () => {
        if (!isUnmounted) setCamera('refused');
      },
    );
    return () => {
      isUnmounted = true;
      opening.then(stop, () => undefined);
    };
  }, []);

  return camera;
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
