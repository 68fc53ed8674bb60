import { useContext, useSyncExternalStore } from 'react';
import type { LiveKitService } from '../livekit-service.ts';
import type { ServiceState } from '../state/state.ts';
import { AgentContext } from './agent-provider.tsx';

/** @throws outside of `AgentProvider` */
export function useService(): LiveKitService {
  const service = useContext(AgentContext);
  if (!service) throw new Error('Wrap the component in <AgentProvider service={…}>.');
  return service;
}

/** One part of the state. The component renders again only when that part changes. */
export function useServiceState<Name extends keyof ServiceState>(name: Name): ServiceState[Name] {
  const service = useService();
  const getPart = (): ServiceState[Name] => service.getSnapshot()[name];
  return useSyncExternalStore(service.subscribe, getPart, getPart);
}
