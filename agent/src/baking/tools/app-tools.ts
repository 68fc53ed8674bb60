import { llm } from '@livekit/agents';
import * as z from 'zod';
import type { AppActions, AppOutcome } from '../../runtime/outputs/app-actions.ts';

/** The tools with which the model asks something of the app itself. */
export function appTools(app: Pick<AppActions, 'openCamera'>) {
  return [
    llm.tool({
      name: 'open_camera',
      description:
        'Opens the camera in the app, when seeing something would help and the cook wants to show it.',
      parameters: z.object({
        hint: z.string().describe('What to take a photo of, in a few words: "the crumb".'),
      }),
      execute: async ({ hint }) => tell(await app.openCamera({ hint })),
    }),
  ];
}

function tell(outcome: AppOutcome) {
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
