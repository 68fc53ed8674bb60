import { llm } from '@livekit/agents';

/** Turns whose pictures stay in the prompt: enough for "and now?" after a first photo. */
const TURNS_WITH_PICTURES = 2;

/** A copy of the chat context with the latest pictures only; a placeholder stands for each older one. */
export function keepLatestPictures(chat: llm.ChatContext): llm.ChatContext {
  let left = TURNS_WITH_PICTURES;
  const items = chat.items.toReversed().map((item) => {
    if (item.type !== 'message' || !item.content.some(isImage)) return item;
    if (left-- > 0) return item;
    return llm.ChatMessage.create({
      id: item.id,
      role: item.role,
      createdAt: item.createdAt,
      content: item.content.map((part) => (isImage(part) ? '[an earlier photo]' : part)),
    });
  });
  return new llm.ChatContext(items.toReversed());
}

function isImage(part: llm.ChatContent): boolean {
  return typeof part === 'object' && part.type === 'image_content';
}
