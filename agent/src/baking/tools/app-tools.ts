import { llm } from '@livekit/agents';
import * as z from 'zod';
import type { AppActions, AppOutcome } from '../../runtime/outputs/app-actions.ts';

/** Tools that call the user's app. */
export function appTools(app: Pick<AppActions, 'openCamera'>) {
  return [
    llm.tool({
      name: 'open_camera',
      description:
        'Opens the camera in the app, when seeing something would help and the cook wants to show it.',
      parameters: z.object({
        hint: z.string().describe('What to take a photo of, in a few words: "the crumb".'),
      }),
      execute: async ({ hint }) => toOutput(await app.openCamera({ hint })),
    }),
  ];
}

function toOutput(outcome: AppOutcome) {
  if (outcome.done) return { opened: true };
  return { opened: false, reason: explain(outcome.reason) };
}

function explain(reason: Extract<AppOutcome, { done: false }>['reason']): string {
  switch (reason) {
    case 'unsupported':
      return 'This app cannot open the camera: ask the cook to add a photo themselves.';
    case 'denied':
      return 'The cook does not allow the camera: do not ask again; describe what to look for.';
    case 'unavailable':
    case 'no_answer':
      return 'The camera did not open: ask the cook to add a photo themselves.';
  }
}
