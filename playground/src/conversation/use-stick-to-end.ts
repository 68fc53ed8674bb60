import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** Distance from the end that still counts as the end, in CSS pixels. */
const END_MARGIN = 48;

type StickToEnd = {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  readonly isAtEnd: boolean;
  readonly jumpToEnd: () => void;
};

/** Keeps the end of the log in view while the content grows, unless the user has scrolled up. */
export function useStickToEnd(): StickToEnd {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);

  const jumpToEnd = useCallback(() => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, []);

  useEffect(() => {
    const outer = scroller.current;
    const inner = content.current;
    if (!outer || !inner) return undefined;
    let sticks = true;
    function follow(): void {
      if (!outer) return;
      sticks = outer.scrollHeight - outer.scrollTop - outer.clientHeight < END_MARGIN;
      setAtEnd(sticks);
    }
    // The content grows with each word; the frame shrinks when the on-screen keyboard or a notice appears.
    const observer = new ResizeObserver(() => {
      if (sticks) jumpToEnd();
    });
    outer.addEventListener('scroll', follow, { passive: true });
    observer.observe(outer);
    observer.observe(inner);
    return () => {
      outer.removeEventListener('scroll', follow);
      observer.disconnect();
    };
  }, [jumpToEnd]);

  return { scroller, content, isAtEnd, jumpToEnd };
}
