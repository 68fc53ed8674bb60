import { initializeLogger, llm, voice } from '@livekit/agents';
import { beforeEach, describe, expect, it } from 'vitest';
import { Assistant } from '../pipelines/assistant.ts';
import type { Pipeline, PipelineName } from '../pipelines/pipeline.ts';
import type { Speech } from '../speech/speech.ts';
import { measureTools } from '../../baking/measures/measure-tools.ts';
import type { Picture, UserTurn } from '../turns/user-turn.ts';
import { Rejections } from '../pipelines/rejections.ts';
import { ReplyRunner, type Supervisor } from './reply-runner.ts';

initializeLogger({ pretty: false, level: 'silent' });

/** The models' replies, in order; an empty one fails. */
let script: string[];
let log: string[];
let assistant: Assistant;
let replies: ReplyRunner;

const TURN: UserTurn = { id: 'turn-1', kind: 'text', text: 'How much flour?', pictures: [] };
const PROGRESS = { started: () => log.push('started'), restarting: () => log.push('restarting') };

function speechOf(text: string): Speech {
  return {
    owns: () => true,
    text: () => text,
    interrupted: false,
    isIncomplete: false,
    interrupt: () => {},
    done: Promise.resolve(),
  };
}

function supervisorOn(name: PipelineName): Supervisor {
  const session = new voice.AgentSession({ vad: null, turnHandling: { turnDetection: null } });
  const pipeline: Pipeline = {
    name,
    createSession: () => session,
    ask: async (_, { chatCtx }, turn) => {
      log.push(`ask ${turn.text} after ${chatCtx.items.length}`);
      const chat = chatCtx.copy();
      if (!chat.getById(turn.id))
        chat.addMessage({ id: turn.id, role: 'user', content: turn.text });
      await assistant.updateChatCtx(chat);
      return speechOf(script.shift() ?? '');
    },
  };
  return {
    pipeline,
    session: async () => session,
    sessionForTurn: async () => session,
    rejections: new Rejections([pipeline]),
    lossOf: () => undefined,
    interrupt: () => log.push('interrupt'),
    succeeded: () => log.push('succeeded'),
    failed: (_, reason) => log.push(`failed ${reason}`),
    replace: (_, reason, edit) => {
      log.push(`replace ${reason}`);
      if (edit) void assistant.updateChatCtx(edit(assistant.chatCtx));
    },
  };
}

beforeEach(() => {
  log = [];
  assistant = new Assistant({ instructions: '', tools: measureTools({}) });
});

function answerOn(pipeline: PipelineName) {
  replies = new ReplyRunner(supervisorOn(pipeline), assistant, async () => undefined);
  return replies.answer(TURN, PROGRESS, new AbortController().signal);
}

describe('a reply', () => {
  it('makes one attempt when the model answers', async () => {
    script = ['Two cups.'];
    expect(await answerOn('cascade')).toEqual({ end: 'complete', text: 'Two cups.' });
    expect(log).toEqual(['ask How much flour? after 1', 'succeeded']);
  });

  it('retries a reply on the same session when the cascade fails', async () => {
    script = ['', 'Two cups.'];
    expect(await answerOn('cascade')).toMatchObject({ end: 'complete' });
    expect(log).toEqual([
      'ask How much flour? after 1',
      'failed empty',
      'ask How much flour? after 0',
      'succeeded',
    ]);
  });

  it('retries a reply on a new session when Gemini Live fails', async () => {
    script = ['', 'Two cups.'];
    await answerOn('live');
    expect(log[1]).toBe('replace empty');
  });

  it('fails a reply after three attempts, and removes the turn from the chat context', async () => {
    script = [];
    expect(await answerOn('cascade')).toMatchObject({ end: 'failed', failure: 'empty' });
    expect(log.filter((line) => line.startsWith('ask'))).toHaveLength(3);
    expect(assistant.chatCtx.items).toEqual([]);
  });

  it('adds the camera frame to a turn unless it has pictures', async () => {
    script = ['Red.', 'Blue.'];
    const picture = { jpeg: Buffer.from('jpeg'), width: 1, height: 1 };
    const seen: number[] = [];
    const supervisor = supervisorOn('cascade');
    const pipeline: Pipeline = {
      ...supervisor.pipeline,
      ask: (session, agent, turn) => {
        seen.push(turn.pictures.length);
        return supervisor.pipeline.ask(session, agent, turn);
      },
    };
    replies = new ReplyRunner({ ...supervisor, pipeline }, assistant, async () => picture);
    const { signal } = new AbortController();
    await replies.answer(TURN, PROGRESS, signal);
    await replies.answer({ ...TURN, id: 'turn-2', pictures: [picture, picture] }, PROGRESS, signal);
    expect(seen).toEqual([1, 2]);
  });
});

describe('a turn that is overtaken', () => {
  const allergy: UserTurn = { ...TURN, id: 'turn-0', text: 'I have a severe nut allergy.' };
  const frame: Picture = { jpeg: Buffer.from('jpeg'), width: 1, height: 1 };
  let supervisor: Supervisor;

  beforeEach(() => {
    script = ['A sponge.'];
    supervisor = supervisorOn('cascade');
  });

  /** What the model knows when it is asked the second of two turns that come at once. */
  async function known(): Promise<unknown> {
    const overtaken = new AbortController();
    const first = replies.answer(allergy, PROGRESS, overtaken.signal);
    overtaken.abort();
    await replies.answer(TURN, PROGRESS, new AbortController().signal);
    expect(await first).toMatchObject({ end: 'interrupted' });
    return assistant.chatCtx.items.map(({ id }) => id);
  }

  it('is known to the model when both come at once', async () => {
    replies = new ReplyRunner(supervisor, assistant, async () => undefined);
    expect(await known()).toEqual(['turn-0', 'turn-1']);
  });

  it('is known to the model when the session is not open yet', async () => {
    const opening = Promise.withResolvers<void>();
    const session = async () => opening.promise.then(() => supervisor.session());
    replies = new ReplyRunner({ ...supervisor, session }, assistant, async () => undefined);
    const knowing = known();
    setImmediate(() => opening.resolve());
    expect(await knowing).toEqual(['turn-0', 'turn-1']);
  });

  it('is known to the model when it came while the camera was asked for its picture', async () => {
    const frames = [new Promise<never>(() => {}), Promise.resolve(frame)];
    const capture = async (): Promise<Picture | undefined> => frames.shift();
    replies = new ReplyRunner(supervisor, assistant, capture);
    expect(await known()).toEqual(['turn-0', 'turn-1']);
  });
});

describe('speech that Gemini Live transcribed and did not answer', () => {
  const TRANSCRIPT = { id: 'message-1', text: 'How much flour?' };

  /** Ids in the chat context after the retry. */
  async function idsAfterRetry(chat: llm.ChatContext): Promise<string[]> {
    script = ['Two cups.'];
    replies = new ReplyRunner(supervisorOn('live'), assistant, async () => undefined);
    await assistant.updateChatCtx(chat);
    const unasked = { speech: speechOf(''), transcript: () => TRANSCRIPT };
    const { signal } = new AbortController();
    expect(await replies.follow('turn-1', unasked, PROGRESS, signal)).toMatchObject({
      text: 'Two cups.',
    });
    return assistant.chatCtx.items.map(({ id }) => id);
  }

  it('sends speech that Gemini Live did not answer as text, once', async () => {
    const chat = llm.ChatContext.empty();
    chat.addMessage({ id: TRANSCRIPT.id, role: 'user', content: TRANSCRIPT.text });
    expect(await idsAfterRetry(chat)).toEqual([TRANSCRIPT.id]);
  });

  it('sends unanswered speech as text when the chat context lacks it', async () => {
    expect(await idsAfterRetry(llm.ChatContext.empty())).toEqual([TRANSCRIPT.id]);
  });

  it('keeps the tool calls made for unanswered speech', async () => {
    const chat = llm.ChatContext.empty();
    chat.addMessage({ id: TRANSCRIPT.id, role: 'user', content: TRANSCRIPT.text });
    const call = { id: 'call', callId: 'c', name: 'convert_measure', args: '{}' };
    chat.insert(llm.FunctionCall.create(call));
    expect(await idsAfterRetry(chat)).toEqual([TRANSCRIPT.id, 'call']);
  });
});
