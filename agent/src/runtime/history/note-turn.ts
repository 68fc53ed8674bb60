import type { voice } from '@livekit/agents';
import type { UserTurn } from '../turns/user-turn.ts';
import { toChatMessage } from './to-chat-message.ts';

/**
 * Adds a turn to the conversation that the models know, once. Gemini Live is sent it at once, with its pictures, which
 * `generateReply({ userInput })` (1.9.0) would drop; a session that is not open yet gets it when it opens.
 */
export async function noteTurn(assistant: voice.Agent, turn: UserTurn): Promise<void> {
  if (assistant.chatCtx.getById(turn.id)) return;
  const chat = assistant.chatCtx.copy();
  chat.insert(toChatMessage(turn));
  await assistant.updateChatCtx(chat);
}
