import type { ConversationEvent, ServiceEvent } from './events.ts';
import { reduceConversation } from './reduce-conversation.ts';
import type { ServiceState, SoundState } from './state.ts';

/** Pure; returns the same object when nothing changed. */
export function reduce(state: ServiceState, event: ServiceEvent): ServiceState {
  switch (event.type) {
    case 'connection':
      return { ...state, connection: event.connection };
    case 'agent':
      return event.agent === state.agent ? state : { ...state, agent: event.agent };
    case 'microphone':
      return { ...state, microphone: { ...state.microphone, ...event.microphone } };
    case 'sound':
      return { ...state, sound: { ...state.sound, ...event.sound } };
    case 'timers':
      return { ...state, timers: event.timers };
    case 'recipe':
      return { ...state, recipe: event.recipe };
    case 'recipe-step': {
      const { recipe } = state;
      if (recipe?.id !== event.recipeId || recipe.currentStep === event.currentStep) return state;
      return { ...state, recipe: { ...recipe, currentStep: event.currentStep } };
    }
    case 'usage':
      return { ...state, usage: event.usage };
    default: {
      const conversation = reduceConversation(state.conversation, event);
      const sound = hasNextAnswer(event) ? heard(state.sound) : state.sound;
      if (conversation === state.conversation && sound === state.sound) return state;
      return { ...state, conversation, sound };
    }
  }
}

function hasNextAnswer(event: ConversationEvent): boolean {
  return event.type === 'progress' && event.progress.state === 'answering';
}

/** The voice may have failed for the answer before. */
function heard(sound: SoundState): SoundState {
  return sound.voiceFailed ? { ...sound, voiceFailed: false } : sound;
}
