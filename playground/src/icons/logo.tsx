import type { ReactNode } from 'react';

/** A loaf whose cuts are voice bars. They move inside an element with `data-agent="speaking"`. */
export function Logo({ size = 40 }: { readonly size?: number }): ReactNode {
  return (
    <svg className="logo" viewBox="0 0 64 64" width={size} height={size} aria-hidden="true">
      <path
        className="logo__crust"
        d="M6 40c0-15 11-25 26-25s26 10 26 25c0 7-5 11-12 11H18C11 51 6 47 6 40Z"
      />
      <path
        className="logo__shine"
        d="M13 35c2-9 8-14 17-15"
        fill="none"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <g className="logo__cuts" strokeWidth="4.5" strokeLinecap="round">
        <path d="M22 32v9" />
        <path d="M32 27v18" />
        <path d="M42 32v9" />
      </g>
    </svg>
  );
}
