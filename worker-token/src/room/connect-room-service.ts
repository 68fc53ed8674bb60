import type { TextBindings } from '../bindings.ts';
import { parseConfig } from '../config/parse-config.ts';
import { LiveKitSigner } from './livekit-token.ts';
import { RoomService } from './room-service.ts';

/** LiveKit's RoomService, from within a Durable Object, which has the bindings alone. @throws if they have mistakes */
export function connectRoomService(bindings: TextBindings): RoomService {
  const result = parseConfig(bindings);
  if (!result.ok) throw new Error('the configuration has mistakes');
  const { livekit } = result.config;
  return new RoomService({
    url: livekit.url,
    signer: new LiveKitSigner(livekit),
    fetch: (...call) => fetch(...call),
    now: Date.now,
  });
}
