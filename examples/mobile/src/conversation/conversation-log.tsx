import type { ConversationItem } from '@bakebot/client';
import { useConversation, useLiveKit } from '@bakebot/client/react';
import type { ReactElement } from 'react';
import { FlatList, Image, Pressable, StyleSheet, Text, View } from 'react-native';
import { useColors } from '../theme/colors.ts';
import { deliveryNote } from './delivery-note.ts';

/** The conversation, with the latest message at the bottom. */
export function ConversationLog(): ReactElement {
  const items = useConversation();
  return (
    <FlatList
      // An inverted list stays at its end while messages grow.
      inverted
      style={styles.chat}
      data={[...items].reverse()}
      keyExtractor={({ id }) => id}
      renderItem={({ item }) => <Item item={item} />}
    />
  );
}

function Item({ item }: { item: ConversationItem }): ReactElement {
  const { retry } = useLiveKit();
  const colors = useColors();
  const isUser = item.author === 'user';
  const note = deliveryNote(item);
  const canRetry = isUser && item.delivery.state === 'failed' && item.delivery.retryable;
  return (
    <View style={[styles.item, isUser && styles.user]}>
      {isUser &&
        item.pictures.map(({ url, width, height }) => (
          <Image
            key={url}
            source={{ uri: url }}
            style={[styles.picture, { aspectRatio: width / height }]}
            accessibilityLabel="Your photo"
          />
        ))}
      {item.text !== '' && (
        <Text
          style={[
            styles.text,
            isUser
              ? { backgroundColor: colors.highlight, color: colors.onHighlight }
              : { color: colors.text },
          ]}
        >
          {item.text}
        </Text>
      )}
      {note !== '' && (
        <Pressable disabled={!canRetry} onPress={() => void retry(item.id).catch(() => undefined)}>
          <Text style={{ color: canRetry ? colors.danger : colors.textSoft }}>{note}</Text>
        </Pressable>
      )}
    </View>
  );
}

const styles = StyleSheet.create({
  chat: { flex: 1 },
  item: { alignItems: 'flex-start', gap: 4, paddingVertical: 6, paddingRight: 40 },
  user: { alignItems: 'flex-end', paddingRight: 0, paddingLeft: 40 },
  text: { borderRadius: 16, overflow: 'hidden', padding: 10, fontSize: 17, lineHeight: 24 },
  picture: { width: 220, borderRadius: 16 },
});
