import { AgentInbox } from './agent-messages/agent-inbox.ts';
import { type AppActions, registerAppActions } from './agent-messages/app-actions.ts';
import { AudioSession } from './connection/audio-session.ts';
import { Connector, type ConnectorListener } from './connection/connector.ts';
import {
  type TokenEndpoint,
  tokenFromEndpoint,
  type TokenSource,
} from './connection/room-token.ts';
import type { Platform } from './platform/platform.ts';
import type { Observation, ServiceEvent } from './state/events.ts';
import { Store } from './state/store.ts';
import { Turns } from './turns/turns.ts';
import { SpokenReplies } from './voice/spoken-replies.ts';
import { Voice } from './voice/voice.ts';

const AGENT_TIMEOUT_MS = 20_000;

export type LiveKitServiceOptions = {
  /** The token service's address, or a function that returns room tokens. */
  readonly token: TokenEndpoint | TokenSource;
  /** `webPlatform()` in a browser. */
  readonly platform: Platform;
  /** How long an agent may take to be ready, in ms, before a new room is tried. Without it, 20 s. */
  readonly agentTimeoutMs?: number;
  /** RPC methods of the app that the agent may call. */
  readonly actions?: AppActions;
  /** Receives every event, for an inspector: the app's logic reads the state. */
  readonly observe?: (observation: Observation) => void;
};

export type ServiceParts = {
  readonly store: Store;
  readonly turns: Turns;
  readonly voice: Voice;
  readonly spokenReplies: SpokenReplies;
  readonly connector: Connector;
};

/** Creates the parts of the service and connects them. */
export function createServiceParts({
  token,
  platform,
  agentTimeoutMs = AGENT_TIMEOUT_MS,
  actions = {},
  observe = () => undefined,
}: LiveKitServiceOptions): ServiceParts {
  const store = new Store();
  const { getSnapshot } = store;
  function dispatch(event: ServiceEvent): void {
    observe(event);
    if (turns.defers(event)) return;
    store.dispatch(event);
    if (event.type === 'progress') turns.trackProgress(event.turnId, event.progress);
  }
  const connection = () => connector.connection;
  const inbox = new AgentInbox(dispatch, observe);
  const turns = new Turns({
    platform,
    getSnapshot,
    dispatch,
    connection,
    replaceAgent: () => connector.replaceAgent(),
  });
  const { timeouts } = turns;
  const voice = new Voice({ platform, timeouts, getSnapshot, dispatch, connection });
  const spokenReplies = new SpokenReplies({
    connection,
    isOn: () => getSnapshot().sound.spokenReplies,
    dispatch,
  });
  const connector = new Connector({
    token: typeof token === 'function' ? token : tokenFromEndpoint(token),
    platform,
    audio: new AudioSession(platform, {
      interrupted: () => void voice.cancelRecording(),
      resumed: () => void voice.restartCapture(),
    }),
    agentTimeoutMs,
    dispatch,
    listener: createListener({ turns, voice, spokenReplies }, inbox, actions, dispatch),
  });
  return { store, turns, voice, spokenReplies, connector };
}

/** The parts that each event of the connection concerns. */
function createListener(
  { turns, voice, spokenReplies }: Pick<ServiceParts, 'turns' | 'voice' | 'spokenReplies'>,
  inbox: AgentInbox,
  actions: AppActions,
  dispatch: (event: ServiceEvent) => void,
): ConnectorListener {
  return {
    packet: (payload) => inbox.receivePacket(payload),
    messageStream: (stream) => void inbox.receiveMessageStream(stream),
    transcript: (stream, speaker) => void inbox.receiveTranscript(stream, speaker),
    playbackBlocked: (blocked) => dispatch({ type: 'sound', sound: { blocked } }),
    joined(connection) {
      voice.joined(connection);
      registerAppActions(
        connection.room,
        actions,
        (identity) => identity === connection.agentIdentity,
      );
    },
    agentReachable: () => turns.agentReachable(),
    agentReady() {
      turns.agentReady();
      void voice.restore().then(() => spokenReplies.restore());
    },
    agentDied(connection) {
      voice.ended('rejoin');
      voice.joined(connection);
      turns.ended('rejoin');
    },
    reconnecting: () => turns.timeouts.pause(),
    connected(connection) {
      turns.connected(connection);
      void spokenReplies.resend();
    },
    ended(next) {
      voice.ended(next);
      turns.ended(next);
    },
  };
}
