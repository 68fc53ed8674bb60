import type { ReactNode } from 'react';

export function EmulatorBanner(): ReactNode {
  return (
    <p className="emulator" role="note">
      <strong>Gemini emulator.</strong> <span>Answers are simulated.</span>{' '}
      <span className="emulator__more">
        To use the real model, set <code>GOOGLE_API_KEY</code> in <code>.env</code>.
      </span>
    </p>
  );
}
