import { createContext, type ReactNode } from 'react';
import type { LiveKitService } from '../livekit-service.ts';

/** The service that the hooks below use. It has no default: a hook outside of `AgentProvider` says so. */
export const AgentContext = createContext<LiveKitService | undefined>(undefined);

export type AgentProviderProps = {
  /** Made once, outside of React's rendering: it outlives a component that is mounted twice. */
  readonly service: LiveKitService;
  readonly children: ReactNode;
};

/**
 * @example
 * const service = new LiveKitService({ token, platform: webPlatform() });
 * <AgentProvider service={service}><App /></AgentProvider>
 */
export function AgentProvider({ service, children }: AgentProviderProps): ReactNode {
  return <AgentContext.Provider value={service}>{children}</AgentContext.Provider>;
}
