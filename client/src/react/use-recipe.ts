import type { Recipe } from '@bakebot/protocol';
import { useServiceState } from './use-service-state.ts';

/** The recipe on the counter, and the step of it that the cook is at. */
export function useRecipe(): Recipe | undefined {
  return useServiceState('recipe');
}
