import { useAgent, useLiveKit, useService } from '@bakebot/client/react';
import { useKeepAwake } from 'expo-keep-awake';
import * as Notifications from 'expo-notifications';
import { type ReactElement, useEffect } from 'react';
import { KeyboardAvoidingView, Platform, StyleSheet, Text, View } from 'react-native';
import { Button } from './button.tsx';
import { useColours } from './colours.ts';
import { Chat } from './conversation/chat.tsx';
import { MessageBar } from './conversation/message-bar.tsx';
import { RecipeStep } from './recipe-step.tsx';
import { TalkButton } from './talk/talk-button.tsx';
import { TimerShelf } from './timers/timer-shelf.tsx';
import { agentWords, wordsFor } from './words.ts';

/** The conversation. It connects when it comes up, and hangs up when it goes. */
export function KitchenScreen({ onSignOut }: { onSignOut: () => void }): ReactElement {
  const service = useService();
  const { status, error, connect } = useLiveKit();
  const agent = useAgent();
  const colours = useColours();
  // Nobody wants to unlock a phone with dough on the fingers.
  useKeepAwake();

  useEffect(() => {
    // The reason of a failure is in `error`.
    service.connect().catch(() => undefined);
    void Notifications.requestPermissionsAsync();
    return () => void service.disconnect();
  }, [service]);

  return (
    <KeyboardAvoidingView
      style={styles.screen}
      behavior={Platform.OS === 'ios' ? 'padding' : 'height'}
    >
      <View style={styles.head}>
        <Text style={[styles.state, { color: colours.inkSoft }]} accessibilityLiveRegion="polite">
          {status === 'reconnecting' ? 'Reconnecting…' : agentWords(agent)}
        </Text>
        <Button label="Sign out" isQuiet onPress={onSignOut} />
      </View>
      <RecipeStep />
      <TimerShelf />
      <Chat />
      {status === 'disconnected' && (
        <View style={styles.gone}>
          <Text style={{ color: colours.jam, flex: 1 }}>
            {error ? wordsFor(error.code) : 'You have left the kitchen.'}
          </Text>
          <Button
            label="Come back in"
            isQuiet
            onPress={() => void connect().catch(() => undefined)}
          />
        </View>
      )}
      <MessageBar />
      <TalkButton />
    </KeyboardAvoidingView>
  );
}

const styles = StyleSheet.create({
  screen: { flex: 1, gap: 8, padding: 12 },
  head: { flexDirection: 'row', alignItems: 'center', justifyContent: 'space-between' },
  state: { fontSize: 16 },
  gone: { flexDirection: 'row', alignItems: 'center', gap: 12 },
});
