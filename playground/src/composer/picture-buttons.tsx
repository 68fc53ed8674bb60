import type { ChangeEvent, ReactNode } from 'react';
import { Icon } from '../frame/icon.tsx';

type PictureButtonsProps = {
  readonly disabled: boolean;
  readonly onChoose: (files: Iterable<File>) => void;
};

/** Choose a photo, or take one: on a phone, the second one opens the camera. */
export function PictureButtons({ disabled, onChoose }: PictureButtonsProps): ReactNode {
  function choose(event: ChangeEvent<HTMLInputElement>): void {
    const { files } = event.target;
    if (files?.length) onChoose(files);
    // So that the same file can be chosen again.
    event.target.value = '';
  }
  return (
    <>
      <label className="icon-button" data-disabled={disabled} title="Photo">
        <Icon name="gallery" />
        <input
          type="file"
          className="visually-hidden"
          aria-label="Photo"
          accept="image/*"
          multiple
          disabled={disabled}
          onChange={choose}
        />
      </label>
      <label className="icon-button only-touch" data-disabled={disabled} title="Take a picture">
        <Icon name="photo" />
        <input
          type="file"
          className="visually-hidden"
          aria-label="Camera"
          accept="image/*"
          capture="environment"
          disabled={disabled}
          onChange={choose}
        />
      </label>
    </>
  );
}
