import type { voice } from '@livekit/agents';
import { toChatMessage } from '../history/to-chat-message.ts';
import type { UserTurn } from '../turns/user-turn.ts';

/**
 * Sends a turn to Gemini Live, including its pictures. `session.generateReply()` then requests the reply.
 *
 * **Cause**: with a realtime model, `generateReply({ userInput })` (1.9.0) forwards the text of a message and drops its pictures.
 * Updates of the agent's chat context are sent in full.
 *
 * **Can go** when pictures in `userInput` reach the model: `append-turn.test.ts` fails then.
 */
export async function appendTurn(
  session: voice.AgentSession,
  assistant: voice.Agent,
  turn: UserTurn,
): Promise<void> {
  // A retried turn was sent with the chat context when the session opened.
  if (assistant.chatCtx.items.some(({ id }) => id === turn.id)) return;
  const message = toChatMessage(turn);
  const chat = assistant.chatCtx.copy();
  chat.insert(message);
  await assistant.updateChatCtx(chat);
  // The session's history is separate from the agent's chat context.
  session.history.insert(message);
}
