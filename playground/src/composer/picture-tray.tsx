import type { ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';
import type { ChosenPicture } from './use-pictures.ts';

type PictureTrayProps = {
  readonly pictures: readonly ChosenPicture[];
  readonly onRemove: (picture: ChosenPicture) => void;
};

export function PictureTray({ pictures, onRemove }: PictureTrayProps): ReactNode {
  if (pictures.length === 0) return null;
  return (
    <ul className="tray" aria-label="Photos to send">
      {pictures.map((picture, index) => (
        <li key={picture.url} className="tray__picture">
          <img src={picture.url} alt={picture.file.name} />
          <button
            type="button"
            aria-label={`Remove photo ${index + 1}`}
            onClick={() => onRemove(picture)}
          >
            <Icon name="close" size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}
