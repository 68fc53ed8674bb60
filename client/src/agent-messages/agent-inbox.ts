import { AgentMessage, type AgentStatus, type Timer } from '@bakebot/protocol';
import type { Observation, ServiceEvent } from '../state/events.ts';
import type { TextStream } from '../platform/room.ts';

/** Message ids that are remembered, to drop what comes twice. */
const MAX_SEEN = 200;

/** LiveKit's stream attribute with the transcript's segment. */
const SEGMENT_ATTRIBUTE = 'lk.segment_id';

/** Turns what the agent sends into events. Whatever is malformed, unknown or doubled is dropped. */
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

  /** A `DataChannelMessage` in a data packet. */
  acceptPacket(payload: Uint8Array): void {
    this.#accept(new TextDecoder().decode(payload));
  }

  /** A `DataChannelMessage` that was too large for a packet. */
  async acceptMessageStream(stream: TextStream): Promise<void> {
    const json = await readWhole(stream);
    if (json !== undefined) this.#accept(json);
  }

  /** What was said by either side, while it is being said. */
  async acceptTranscript(stream: TextStream, speaker: 'user' | 'agent'): Promise<void> {
    await (speaker === 'user' ? this.#acceptUser(stream) : this.#acceptAgent(stream));
  }

  /** The agent's words: one stream a segment, which ends when the segment is over. */
  async #acceptAgent(stream: TextStream): Promise<void> {
    const segmentId = segmentOf(stream);
    this.#dispatch({ type: 'segment-opened', segmentId, at: Date.now() });
    try {
      for await (const delta of stream) this.#dispatch({ type: 'segment-grew', segmentId, delta });
    } catch {
      // The agent broke off: what came so far stays.
    }
    this.#dispatch({ type: 'segment-closed', segmentId });
  }

  /** The user's words: a stream each time that more was understood, with all of the segment so far. */
  async #acceptUser(stream: TextStream): Promise<void> {
    const text = await readWhole(stream);
    if (!text) return;
    this.#dispatch({ type: 'heard', segmentId: segmentOf(stream), text, at: Date.now() });
  }

  #accept(json: string): void {
    const parsed = AgentMessage.safeParse(parseJson(json));
    if (!parsed.success || this.#isSeen(parsed.data.id)) return;
    this.#observe({ type: 'message', message: parsed.data });
    const event = toEvent(parsed.data, Date.now());
    if (event) this.#dispatch(event);
  }

  #isSeen(id: string): boolean {
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
      return { type: 'timers', timers: onThisClock(message, at) };
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
      // Belongs to no turn: for the developer, who sees it as an observation.
      return undefined;
  }
}

function toAgentEvent(status: AgentStatus): ServiceEvent | undefined {
  switch (status) {
    case 'recovering':
      return { type: 'agent', agent: 'recovering' };
    case 'recovered':
      return { type: 'agent', agent: 'listening' };
    case 'leaving':
      // What becomes of the connection is decided when it has left.
      return undefined;
  }
}

/** Timers in this device's time: its clock and the agent's may be hours apart. */
function onThisClock({ timers, now }: { timers: Timer[]; now: number }, at: number): Timer[] {
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

async function readWhole(stream: TextStream): Promise<string | undefined> {
  try {
    return await stream.readAll();
  } catch {
    // Its sender went away half way; a transcript is sent again, and a turn without its end fails by its time-out.
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
