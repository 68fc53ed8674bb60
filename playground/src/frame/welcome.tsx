import { useLiveKit } from '@bakebot/client/react';
import type { ReactNode } from 'react';
import { wordsFor } from '../notices/words.ts';
import { Loaf } from './loaf.tsx';

const QUESTIONS = [
  'How many grams is a cup of flour?',
  'Set a timer for the muffins, 12 minutes.',
  'Is this dough ready?',
] as const;

export function Welcome({ model }: { readonly model: string }): ReactNode {
  const { status, error, connect } = useLiveKit();
  const isConnecting = status === 'connecting';
  return (
    <main className="welcome">
      <div className="welcome__mark">
        <Loaf size={112} />
      </div>
      <h1 className="welcome__title">Hands in the dough? Just ask.</h1>
      <p className="welcome__lead">
        BakeBot listens, looks and answers while you bake. Talk to it, type to it, or show it a
        photo.
      </p>
      <ul className="welcome__questions" aria-label="Things to ask">
        {QUESTIONS.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
      <button
        type="button"
        className="button button--primary button--large"
        aria-disabled={isConnecting}
        onClick={() => {
          // The reason of a failure is in `error`.
          if (!isConnecting) connect().catch(() => undefined);
        }}
      >
        {isConnecting ? 'Warming the oven…' : 'Start baking'}
      </button>
      <div className="welcome__error" role="alert">
        {error && (
          <p>
            {wordsFor(error.code)}
            {error.problem?.detail && <span> {error.problem.detail}</span>}
          </p>
        )}
      </div>
      <p className="welcome__hint">
        The microphone is asked for only when you first talk. Answers by {model}.
      </p>
    </main>
  );
}
