import { Room } from 'livekit-client';
import { useSyncExternalStore } from 'react';
import { useService } from './use-service-state.ts';

/**
 * The current room, for LiveKit's components and hooks.
 *
 * @example
 * <RoomContext.Provider value={useRoom()}><BarVisualizer /></RoomContext.Provider>
 */
export function useRoom(): Room | undefined {
  const service = useService();
  const getRoom = (): Room | undefined => {
    const { room } = service;
    // A test platform creates rooms of another class.
    return room instanceof Room ? room : undefined;
  };
  return useSyncExternalStore(service.subscribe, getRoom, () => undefined);
}
