import { useLiveKit } from '@bakebot/client/react';
import type { ReactNode } from 'react';
import { messageFor } from '../notices/error-messages.ts';
import { Logo } from '../icons/logo.tsx';

const QUESTIONS = [
  'How many grams is a cup of flour?',
  'Set a timer for the muffins, 12 minutes.',
  'What goes with two ripe bananas?',
] as const;

export function WelcomeScreen({ model }: { readonly model: string }): ReactNode {
  const { status, error, connect, sendText } = useLiveKit();
  const isConnecting = status === 'connecting';

  function start(question?: string): void {
    if (isConnecting) return;
    connect()
      .then(() => question && sendText(question))
      // `error` holds the reason.
      .catch(() => undefined);
  }

  return (
    <main className="welcome">
      <div className="welcome__mark">
        <Logo size={112} />
      </div>
      <h1 className="welcome__title">Hands in the dough? Just ask.</h1>
      <p className="welcome__lead">
        BakeBot answers while you bake. Talk to it, type to it, or show it a photo.
      </p>
      <ul className="welcome__questions" aria-label="Suggested questions">
        {QUESTIONS.map((question) => (
          <li key={question}>
            <button type="button" className="welcome__question" onClick={() => start(question)}>
              {question}
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="button button--primary button--large"
        aria-disabled={isConnecting}
        onClick={() => start()}
      >
        {isConnecting ? 'Connecting…' : 'Start baking'}
      </button>
      <div className="welcome__error" role="alert">
        {error && (
          <p>
            {messageFor(error.code)}
            {error.problem?.detail && <span> {error.problem.detail}</span>}
          </p>
        )}
      </div>
      <p className="welcome__hint">
        Your browser asks for the microphone the first time you talk. Answers come from {model}.
      </p>
    </main>
  );
}
