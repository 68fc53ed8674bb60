import { MAX_IMAGES_PER_TURN } from '@bakebot/protocol';
import { useCallback, useState } from 'react';
import { useNotice } from '../notices/use-notice.tsx';
import { messageFor } from '../notices/error-messages.ts';

export type ChosenPicture = {
  readonly file: File;
  /** Object URL, revoked when the picture leaves the tray. */
  readonly url: string;
};

type Pictures = {
  readonly chosen: readonly ChosenPicture[];
  readonly add: (files: Iterable<File>) => void;
  readonly remove: (picture: ChosenPicture) => void;
  readonly clear: () => void;
};

/** Pictures that are chosen but not sent yet. */
export function usePictures(): Pictures {
  const [chosen, setChosen] = useState<readonly ChosenPicture[]>([]);
  const { show } = useNotice();

  const add = useCallback(
    (files: Iterable<File>) => {
      const added = [...files].map((file) => ({ file, url: URL.createObjectURL(file) }));
      const all = [...chosen, ...added];
      if (all.length > MAX_IMAGES_PER_TURN) show(messageFor('picture_count'));
      release(all.slice(MAX_IMAGES_PER_TURN));
      setChosen(all.slice(0, MAX_IMAGES_PER_TURN));
    },
    [chosen, show],
  );

  const remove = useCallback((picture: ChosenPicture) => {
    release([picture]);
    setChosen((before) => before.filter((other) => other !== picture));
  }, []);

  const clear = useCallback(() => {
    release(chosen);
    setChosen([]);
  }, [chosen]);

  return { chosen, add, remove, clear };
}

function release(pictures: readonly ChosenPicture[]): void {
  for (const { url } of pictures) URL.revokeObjectURL(url);
}
