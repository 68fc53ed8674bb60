import type { voice } from '@livekit/agents';
import { toChatMessage } from '../history/to-chat-message.ts';
import type { UserTurn } from '../turns/user-turn.ts';

/**
 * Puts a turn, pictures included, before Gemini Live. `session.generateReply()` then asks for the answer.
 *
 * **Cause**: with a realtime model, `generateReply({ userInput })` (1.9.0) forwards a message's text and drops its pictures.
 * What goes into the agent's context is sent in full.
 *
 * **Can go** when pictures in `userInput` reach the model: `append-turn.test.ts` fails then.
 */
export async function appendTurn(
  session: voice.AgentSession,
  assistant: voice.Agent,
  turn: UserTurn,
): Promise<void> {
  // A turn that is tried again was sent with the conversation.
  if (assistant.chatCtx.items.some(({ id }) => id === turn.id)) return;
  const message = toChatMessage(turn);
  const chat = assistant.chatCtx.copy();
  chat.insert(message);
  await assistant.updateChatCtx(chat);
  // The context is the model's; the session's history is its own.
  session.history.insert(message);
}
