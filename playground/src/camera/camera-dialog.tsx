import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react';
import { Icon } from '../icons/icon.tsx';
import type { CameraRequests } from './camera-requests.ts';
import { takePhoto } from './take-photo.ts';
import { useCamera } from './use-camera.ts';

type CameraDialogProps = {
  readonly requests: CameraRequests;
  readonly onPhoto: (photo: File) => void;
};

/** Camera preview with a shutter button, shown while a camera request is open. */
export function CameraDialog({ requests, onPhoto }: CameraDialogProps): ReactNode {
  const request = useSyncExternalStore(requests.subscribe, requests.getSnapshot);
  return request && <OpenCamera hint={request.hint} onPhoto={onPhoto} onClose={requests.close} />;
}

type OpenCameraProps = {
  readonly hint: string | undefined;
  readonly onPhoto: (photo: File) => void;
  readonly onClose: () => void;
};

function OpenCamera({ hint, onPhoto, onClose }: OpenCameraProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const camera = useCamera();
  const isOn = camera instanceof MediaStream;

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  useEffect(() => {
    if (video.current && camera instanceof MediaStream) video.current.srcObject = camera;
  }, [camera]);

  async function take(): Promise<void> {
    if (!video.current?.videoWidth) return;
    onPhoto(await takePhoto(video.current));
    onClose();
  }

  return (
    <dialog ref={dialog} className="camera" aria-label="Camera" onClose={onClose}>
      <video ref={video} autoPlay muted playsInline aria-label="Camera preview" />
      {camera === 'refused' ? (
        <p className="camera__hint" role="alert">
          Could not open the camera. Allow it in your browser’s site settings, or choose a photo
          instead.
        </p>
      ) : (
        <p className="camera__hint">{hint ? `Show BakeBot ${hint}` : 'Show BakeBot your baking'}</p>
      )}
      <div className="camera__buttons">
        <button type="button" className="icon-button" aria-label="Close camera" onClick={onClose}>
          <Icon name="close" />
        </button>
        <button
          type="button"
          className="camera__shutter"
          aria-label="Take photo"
          aria-disabled={!isOn}
          onClick={() => void take()}
        />
      </div>
    </dialog>
  );
}
