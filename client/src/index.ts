/** Talk, type and show pictures to a LiveKit agent. Framework-free; hooks are in `@bakebot/client/react`. */
export type {
  AppActionResult,
  ErrorCode,
  NotifyRequest,
  OpenCameraRequest,
  Recipe,
  RecipeIngredient,
  Timer,
  Usage,
  UsageLine,
  VibrateRequest,
} from '@bakebot/protocol';
export type { AppActions } from './agent-messages/app-actions.ts';
export type { Observation, ServiceEvent } from './state/events.ts';
export { LiveKitServiceError, type ServiceErrorCode, type TokenProblem } from './state/errors.ts';
export { LiveKitService } from './livekit-service.ts';
export type { LiveKitServiceOptions } from './service-parts.ts';
export type {
  AudioListener,
  PictureSource,
  Platform,
  PreparedPicture,
} from './platform/platform.ts';
export type { TalkResult } from './voice/push-to-talk.ts';
export type { RemoteTrack, Room } from './platform/room.ts';
export {
  type RoomToken,
  type TokenEndpoint,
  tokenFromEndpoint,
  type TokenSource,
} from './connection/room-token.ts';
export type {
  AgentItem,
  AgentState,
  ConnectionState,
  ConversationItem,
  Delivery,
  Failure,
  MicrophoneSetting,
  MicrophoneState,
  PicturePreview,
  ServiceState,
  SoundState,
  UserItem,
} from './state/state.ts';
