import { useMemo } from 'react';
import type { LiveKitService } from '../livekit-service.ts';
import type { ConnectionState } from '../state/state.ts';
import { useService, useServiceState } from './use-service-state.ts';

type Action =
  | 'connect'
  | 'disconnect'
  | 'startAudio'
  | 'startVoiceRecording'
  | 'stopVoiceRecording'
  | 'cancelVoiceRecording'
  | 'setMicrophone'
  | 'setSpokenReplies'
  | 'sendText'
  | 'sendImage'
  | 'retry'
  | 'cancel';

/** The connection's state and the user's actions. The functions are stable between renders. */
export type LiveKit = ConnectionState & Pick<LiveKitService, Action>;

/**
 * @example
 * const { status, error, connect, sendText } = useLiveKit();
 * <button onClick={() => connect().catch(() => undefined)}>Start</button> // `error` has the reason
 */
export function useLiveKit(): LiveKit {
  const service = useService();
  const connection = useServiceState('connection');
  const actions = useMemo(() => bindActions(service), [service]);
  return { ...connection, ...actions };
}

function bindActions(service: LiveKitService): Pick<LiveKitService, Action> {
  return {
    connect: () => service.connect(),
    disconnect: () => service.disconnect(),
    startAudio: () => service.startAudio(),
    startVoiceRecording: () => service.startVoiceRecording(),
    stopVoiceRecording: () => service.stopVoiceRecording(),
    cancelVoiceRecording: () => service.cancelVoiceRecording(),
    setMicrophone: (mode) => service.setMicrophone(mode),
    setSpokenReplies: (on) => service.setSpokenReplies(on),
    sendText: (text) => service.sendText(text),
    sendImage: (source, options) => service.sendImage(source, options),
    retry: (turnId) => service.retry(turnId),
    cancel: (turnId) => service.cancel(turnId),
  };
}
