/** React hooks for the service, on the web and on React Native. */
export { AgentContext, AgentProvider, type AgentProviderProps } from './agent-provider.tsx';
export {
  useAgent,
  useConversation,
  useMicrophone,
  useRecipe,
  useSound,
  useTimers,
  useUsage,
} from './hooks.ts';
export { type LiveKit, useLiveKit } from './use-livekit.ts';
export { useRoom } from './use-room.ts';
export { useService } from './use-service-state.ts';
