import type { Recipe } from '@bakebot/client';
import { useLiveKit } from '@bakebot/client/react';
import type { ReactNode } from 'react';
import { useAttempt } from '../notices/use-notice.tsx';

type StepButtonsProps = { readonly recipe: Recipe; readonly isReady: boolean };

/** The agent keeps the place, so that voice and buttons agree: a button says what one would say. */
export function StepButtons({ recipe, isReady }: StepButtonsProps): ReactNode {
  const { sendText } = useLiveKit();
  const attempt = useAttempt();
  const { currentStep, steps } = recipe;
  const isFirst = currentStep === undefined || currentStep === 0;
  const isLast = currentStep === steps.length - 1;

  function say(words: string): void {
    if (isReady) void attempt(() => sendText(words));
  }

  return (
    <div className="recipe__buttons">
      {currentStep !== undefined && (
        <button
          type="button"
          className="button"
          aria-disabled={isFirst || !isReady}
          onClick={() => {
            if (!isFirst) say('Go back one step');
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
          if (!isLast) say(currentStep === undefined ? 'Start with the first step' : 'Next step');
        }}
      >
        {currentStep === undefined ? 'Start cooking' : 'Next step'}
      </button>
    </div>
  );
}
