import type { ConversationItem } from '@bakebot/client';
import { messageFor } from '../errors/error-messages.ts';

/** What stands in small print under an item: how far it got. Empty when there is nothing to say. */
export function deliveryNote(item: ConversationItem): string {
  if (item.author === 'agent') return item.state === 'interrupted' ? 'interrupted' : '';
  const { delivery } = item;
  switch (delivery.state) {
    case 'recording':
      return 'recording';
    case 'queued':
      return 'waiting for the network';
    case 'sending':
      return item.kind === 'image' ? `sending ${Math.round(delivery.progress * 100)} %` : 'sending';
    case 'failed':
      return delivery.retryable
        ? `${messageFor(delivery.code)} Tap to try again.`
        : messageFor(delivery.code);
    case 'superseded':
      return 'overtaken';
    default:
      return '';
  }
}
