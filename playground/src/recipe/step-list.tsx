import { type ReactNode, useEffect, useRef } from 'react';

type StepListProps = {
  readonly steps: readonly string[];
  readonly currentStep: number | undefined;
};

/** Recipe steps; scrolls the current step into view. */
export function StepList({ steps, currentStep }: StepListProps): ReactNode {
  const list = useRef<HTMLOListElement>(null);

  useEffect(() => {
    if (currentStep === undefined) return;
    list.current?.children[currentStep]?.scrollIntoView({ block: 'nearest' });
  }, [currentStep]);

  return (
    <ol ref={list} className="steps" aria-label="Steps">
      {steps.map((step, index) => (
        <li
          // oxlint-disable-next-line react/no-array-index-key -- a recipe may repeat a step's text
          key={`${index} ${step}`}
          aria-current={index === currentStep ? 'step' : undefined}
          data-done={currentStep !== undefined && index < currentStep}
        >
          {step}
        </li>
      ))}
    </ol>
  );
}
