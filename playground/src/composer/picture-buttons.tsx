import type { ChangeEvent, ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';

type PictureButtonsProps = {
  readonly disabled: boolean;
  readonly onChoose: (files: Iterable<File>) => void;
  readonly onCamera: () => void;
};

export function PictureButtons({ disabled, onChoose, onCamera }: PictureButtonsProps): ReactNode {
  function choose(event: ChangeEvent<HTMLInputElement>): void {
    const { files } = event.target;
    if (files?.length) onChoose(files);
    // Without a reset, choosing the same file again fires no change event.
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
      <button
        type="button"
        className="icon-button"
        aria-label="Camera"
        title="Camera"
        aria-disabled={disabled}
        data-disabled={disabled}
        onClick={() => {
          if (!disabled) onCamera();
        }}
      >
        <Icon name="photo" />
      </button>
    </>
  );
}
