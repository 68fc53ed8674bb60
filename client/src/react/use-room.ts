import { Room } from 'livekit-client';
import { useSyncExternalStore } from 'react';
import { useService } from './use-service-state.ts';

/**
 * The room while there is one, for the components and hooks of LiveKit.
 *
 * @example
 * <RoomContext.Provider value={useRoom()}><BarVisualizer /></RoomContext.Provider>
 */
export function useRoom(): Room | undefined {
  const service = useService();
  const getRoom = (): Room | undefined => {
    const { room } = service;
    // A platform for tests has rooms of its own.
    return room instanceof Room ? room : undefined;
  };
  return useSyncExternalStore(service.subscribe, getRoom, () => undefined);
}
