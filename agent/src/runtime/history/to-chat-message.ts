import { llm } from '@livekit/agents';
import type { UserTurn } from '../turns/user-turn.ts';

/** A turn as a chat message. Pictures come first, as Gemini's image understanding guide recommends. */
export function toChatMessage(turn: UserTurn): llm.ChatMessage {
  const images = turn.pictures.map(({ jpeg }) =>
    llm.createImageContent({ image: `data:image/jpeg;base64,${jpeg.toString('base64')}` }),
  );
  const content = turn.text ? [...images, turn.text] : images;
  return llm.ChatMessage.create({ id: turn.id, role: 'user', content });
}
