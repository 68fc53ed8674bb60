import type { ReactNode } from 'react';

/** Nobody shall take a stand-in's answers for the model's. */
export function EmulatorBanner(): ReactNode {
  return (
    <p className="emulator" role="note">
      <strong>Gemini emulator.</strong> <span>Answers are a stand-in&apos;s.</span>{' '}
      <span className="emulator__more">
        For the real model, put <code>GOOGLE_API_KEY</code> into <code>.env</code>.
      </span>
    </p>
  );
}
