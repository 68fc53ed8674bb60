import { useLiveKit } from '@bakebot/client/react';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { CameraDialog } from '../camera/camera-dialog.tsx';
import type { CameraRequests } from '../camera/camera-requests.ts';
import { Icon } from '../icons/icon.tsx';
import { useAttempt } from '../notices/use-notice.tsx';
import { MessageBox } from './message-box.tsx';
import { PictureButtons } from './picture-buttons.tsx';
import { PictureTray } from './picture-tray.tsx';
import { useDropZone } from './use-drop-zone.ts';
import { usePictures } from './use-pictures.ts';

/** Message box and photos (chosen, dropped, pasted, or taken), sent together as one turn. */
export function Composer({ camera }: { readonly camera: CameraRequests }): ReactNode {
  const { status, sendText, sendImage } = useLiveKit();
  const attempt = useAttempt();
  const [text, setText] = useState('');
  const { chosen, add, remove, clear } = usePictures();
  const isDropping = useDropZone(add);
  const isOff = status === 'disconnected';
  const isEmpty = text.trim() === '' && chosen.length === 0;

  async function send(): Promise<void> {
    if (isOff || isEmpty) return;
    const files = chosen.map(({ file }) => file);
    const sent = await attempt(() =>
      files.length > 0 ? sendImage(files, { caption: text }) : sendText(text),
    );
    if (sent === undefined) return;
    setText('');
    clear();
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    void send();
  }

  return (
    <form className="composer" onSubmit={submit} data-dropping={isDropping}>
      <PictureTray pictures={chosen} onRemove={remove} />
      <div className="composer__row">
        <PictureButtons disabled={isOff} onChoose={add} onCamera={() => camera.open()} />
        <MessageBox
          text={text}
          placeholder={chosen.length > 0 ? 'Ask about the photo…' : 'Type a message…'}
          disabled={isOff}
          onChange={setText}
          onEnter={() => void send()}
          onPastePictures={add}
        />
        <button
          type="submit"
          className="composer__send"
          aria-label="Send"
          aria-disabled={isOff || isEmpty}
        >
          <Icon name="send" />
        </button>
      </div>
      <CameraDialog requests={camera} onPhoto={(photo) => add([photo])} />
      {isDropping && <div className="composer__drop">Drop the photo here</div>}
    </form>
  );
}
