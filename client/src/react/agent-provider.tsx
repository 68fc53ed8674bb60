import { createContext, type ReactNode } from 'react';
import type { LiveKitService } from '../livekit-service.ts';

/** Has no default: hooks throw outside of `AgentProvider`. */
export const AgentContext = createContext<LiveKitService | undefined>(undefined);

export type AgentProviderProps = {
  /** Create it once, outside of rendering: strict mode mounts components twice. */
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
