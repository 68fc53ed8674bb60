import type { ConversationItem } from '@bakebot/client';
import { messageFor } from '../errors/error-messages.ts';

/** Delivery state below a message; empty when nothing needs the user's attention. */
export function deliveryNote(item: ConversationItem): string {
  if (item.author === 'agent') return item.state === 'interrupted' ? 'interrupted' : '';
  const { delivery } = item;
  switch (delivery.state) {
    case 'recording':
      return 'recording';
    case 'queued':
      return 'waiting to send';
    case 'sending':
      return item.kind === 'image' ? `sending ${Math.round(delivery.progress * 100)}%` : 'sending';
    case 'failed':
      return delivery.retryable
        ? `${messageFor(delivery.code)} Tap to try again.`
        : messageFor(delivery.code);
    case 'superseded':
      return 'replaced by a newer message';
    default:
      return '';
  }
}
