/** The service in React, on the web and on React Native. */
export { AgentContext, AgentProvider, type AgentProviderProps } from './agent-provider.tsx';
export { useAgent } from './use-agent.ts';
export { useConversation } from './use-conversation.ts';
export { type LiveKit, useLiveKit } from './use-livekit.ts';
export { useMicrophone } from './use-microphone.ts';
export { useRecipe } from './use-recipe.ts';
export { useRoom } from './use-room.ts';
export { useSound } from './use-sound.ts';
export { useTimers } from './use-timers.ts';
export { useUsage } from './use-usage.ts';
export { useService } from './use-service-state.ts';
