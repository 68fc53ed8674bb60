import { AgentMessage, type AgentStatus, type Timer } from '@bakebot/protocol';
import type { TextStream } from '../platform/room.ts';
import type { Observation, ServiceEvent } from '../state/events.ts';

/** Message ids kept to drop duplicates. */
const MAX_SEEN = 200;

/** LiveKit's attribute for the transcription segment of a text stream. */
const SEGMENT_ATTRIBUTE = 'lk.segment_id';

/** Converts messages and transcripts of the agent into events. Drops malformed, unknown and duplicate messages. */
export class AgentInbox {
  readonly #dispatch: (event: ServiceEvent) => void;
  readonly #observe: (observation: Observation) => void;
  readonly #seen = new Set<string>();

  constructor(
    dispatch: (event: ServiceEvent) => void,
    observe: (observation: Observation) => void,
  ) {
    this.#dispatch = dispatch;
    this.#observe = observe;
  }

  /** Receives an `AgentMessage` as a data packet. */
  receivePacket(payload: Uint8Array): void {
    this.#receive(new TextDecoder().decode(payload));
  }

  /** Receives an `AgentMessage` that exceeds a packet. */
  async receiveMessageStream(stream: TextStream): Promise<void> {
    const json = await readAll(stream);
    if (json !== undefined) this.#receive(json);
  }

  async receiveTranscript(stream: TextStream, speaker: 'user' | 'agent'): Promise<void> {
    await (speaker === 'user' ? this.#receiveUser(stream) : this.#receiveAgent(stream));
  }

  /** The agent's speech: one stream for each segment, which ends with the segment. */
  async #receiveAgent(stream: TextStream): Promise<void> {
    const segmentId = segmentOf(stream);
    this.#dispatch({ type: 'segment-started', segmentId, at: Date.now() });
    try {
      for await (const delta of stream) this.#dispatch({ type: 'segment-delta', segmentId, delta });
    } catch {
      // The agent disconnected: the text so far stays.
    }
    this.#dispatch({ type: 'segment-ended', segmentId });
  }

  /** The user's speech: one stream for each update, with the whole text of the segment so far. */
  async #receiveUser(stream: TextStream): Promise<void> {
    const text = await readAll(stream);
    if (!text) return;
    this.#dispatch({
      type: 'user-transcript',
      segmentId: segmentOf(stream),
      text,
      at: Date.now(),
    });
  }

  #receive(json: string): void {
    const { success, data } = AgentMessage.safeParse(parseJson(json));
    if (!success || this.#isDuplicate(data.id)) return;
    this.#observe({ type: 'message', message: data });
    const event = toEvent(data, Date.now());
    if (event) this.#dispatch(event);
  }

  #isDuplicate(id: string): boolean {
    if (this.#seen.has(id)) return true;
    this.#seen.add(id);
    for (const oldest of this.#seen) {
      if (this.#seen.size <= MAX_SEEN) break;
      this.#seen.delete(oldest);
    }
    return false;
  }
}

function toEvent(message: AgentMessage, at: number): ServiceEvent | undefined {
  switch (message.type) {
    case 'turn': {
      const { turnId, kind, progress } = message;
      return { type: 'progress', turnId, kind, progress, at };
    }
    case 'text': {
      const { id, replyTo, text } = message;
      return { type: 'reply', id, replyTo, text, at };
    }
    case 'timers':
      return { type: 'timers', timers: toDeviceTime(message, at) };
    case 'status':
      return toAgentEvent(message.status);
    case 'recipe':
      return { type: 'recipe', recipe: message.recipe };
    case 'recipe_step': {
      const { recipeId, currentStep } = message;
      return { type: 'recipe-step', recipeId, currentStep };
    }
    case 'usage':
      return { type: 'usage', usage: message.usage };
    case 'error':
      // Others concern no turn: only inspectors show them.
      return message.code === 'voice_unavailable'
        ? { type: 'sound', sound: { voiceFailed: true } }
        : undefined;
  }
}

function toAgentEvent(status: AgentStatus): ServiceEvent | undefined {
  switch (status) {
    case 'recovering':
      return { type: 'agent', agent: 'recovering' };
    case 'recovered':
      return { type: 'agent', agent: 'listening' };
    case 'leaving_soon':
      // Only inspectors show it.
      return undefined;
    case 'leaving':
      // The connector acts when the agent has left.
      return undefined;
  }
}

/** Corrects for the difference between this device's clock and the agent's, which may be hours. */
function toDeviceTime({ timers, now }: { timers: Timer[]; now: number }, at: number): Timer[] {
  const skew = at - now;
  return timers.map((timer) => ({
    ...timer,
    startedAt: timer.startedAt + skew,
    ringsAt: timer.ringsAt + skew,
  }));
}

function segmentOf(stream: TextStream): string {
  return stream.info.attributes?.[SEGMENT_ATTRIBUTE] ?? stream.info.id;
}

async function readAll(stream: TextStream): Promise<string | undefined> {
  try {
    return await stream.readAll();
  } catch {
    // The sender disconnected. Transcripts are sent again, and a turn without a final report times out.
    return undefined;
  }
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
