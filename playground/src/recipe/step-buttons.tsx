import type { Recipe } from '@bakebot/client';
import { useLiveKit } from '@bakebot/client/react';
import type { ReactNode } from 'react';
import { useAttempt } from '../notices/use-notice.tsx';

type StepButtonsProps = { readonly recipe: Recipe; readonly isReady: boolean };

/**
 * Buttons that move to another step. The agent owns the current step, so a button sends the words that the user would say:
 * voice and buttons stay in sync.
 */
export function StepButtons({ recipe, isReady }: StepButtonsProps): ReactNode {
  const { sendText } = useLiveKit();
  const attempt = useAttempt();
  const { currentStep, steps } = recipe;
  const isFirst = currentStep === undefined || currentStep === 0;
  const isLast = currentStep === steps.length - 1;

  function send(command: string): void {
    if (isReady) void attempt(() => sendText(command));
  }

  return (
    <div className="recipe__buttons">
      {currentStep !== undefined && (
        <button
          type="button"
          className="button"
          aria-disabled={isFirst || !isReady}
          onClick={() => {
            if (!isFirst) send('Go back one step');
          }}
        >
          Back
        </button>
      )}
      <button
        type="button"
        className="button button--primary"
        aria-disabled={isLast || !isReady}
        onClick={() => {
          if (!isLast) send(currentStep === undefined ? 'Start with the first step' : 'Next step');
        }}
      >
        {currentStep === undefined ? 'Start cooking' : 'Next step'}
      </button>
    </div>
  );
}
