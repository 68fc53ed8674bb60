/** The service in React, on the web and on React Native. */
export { AgentContext, AgentProvider, type AgentProviderProps } from './agent-provider.tsx';
export { useAgent } from './use-agent.ts';
export { useConversation } from './use-conversation.ts';
export { type LiveKit, useLiveKit } from './use-livekit.ts';
export { useMicrophone } from './use-microphone.ts';
export { useSound } from './use-sound.ts';
export { useTimers } from './use-timers.ts';
export { useService } from './use-service-state.ts';
