import { useEffect, useState } from 'react';

/** Accepts files dropped anywhere on the page. @returns whether files are being dragged over it */
export function useDropZone(onDrop: (files: Iterable<File>) => void): boolean {
  const [isOver, setOver] = useState(false);

  useEffect(() => {
    function over(event: DragEvent): void {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    }
    function leave(event: DragEvent): void {
      // Moving between two elements of the page also fires dragleave, with a relatedTarget.
      if (event.relatedTarget === null) setOver(false);
    }
    function drop(event: DragEvent): void {
      const files = event.dataTransfer?.files;
      if (!files?.length) return;
      event.preventDefault();
      setOver(false);
      onDrop(files);
    }
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [onDrop]);

  return isOver;
}
