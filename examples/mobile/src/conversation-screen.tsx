import type { AgentState } from '@bakebot/client';
import { useAgent, useLiveKit, useService } from '@bakebot/client/react';
import { useKeepAwake } from 'expo-keep-awake';
import * as Notifications from 'expo-notifications';
import { type ReactElement, useEffect } from 'react';
import { KeyboardAvoidingView, Platform, StyleSheet, Text, View } from 'react-native';
import { Button } from './theme/button.tsx';
import { useColors } from './theme/colors.ts';
import { ConversationLog } from './conversation/conversation-log.tsx';
import { Composer } from './conversation/composer.tsx';
import { RecipeStep } from './recipe/recipe-step.tsx';
import { TalkButton } from './talk/talk-button.tsx';
import { TimerList } from './timers/timer-list.tsx';
import { messageFor } from './errors/error-messages.ts';

const AGENT_LABELS = {
  absent: 'Not connected',
  joining: 'Joining…',
  listening: 'Listening',
  thinking: 'Thinking…',
  speaking: 'Speaking',
  recovering: 'Recovering…',
  gone: 'Left',
} as const satisfies Record<AgentState, string>;

/** Connects on mount and disconnects on unmount. */
export function ConversationScreen({ onSignOut }: { onSignOut: () => void }): ReactElement {
  const service = useService();
  const { status, error, connect } = useLiveKit();
  const agent = useAgent();
  const colors = useColors();
  // The user's hands are busy: the phone must not lock.
  useKeepAwake();

  useEffect(() => {
    // `error` holds the reason.
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
        <Text style={[styles.state, { color: colors.textSoft }]} accessibilityLiveRegion="polite">
          {status === 'reconnecting' ? 'Reconnecting…' : AGENT_LABELS[agent]}
        </Text>
        <Button label="Sign out" isQuiet onPress={onSignOut} />
      </View>
      <RecipeStep />
      <TimerList />
      <ConversationLog />
      {status === 'disconnected' && (
        <View style={styles.disconnected}>
          <Text style={{ color: colors.danger, flex: 1 }}>
            {error ? messageFor(error.code) : 'You left the conversation.'}
          </Text>
          <Button label="Reconnect" isQuiet onPress={() => void connect().catch(() => undefined)} />
        </View>
      )}
      <Composer />
      <TalkButton />
    </KeyboardAvoidingView>
  );
}

const styles = StyleSheet.create({
  screen: { flex: 1, gap: 8, padding: 12 },
  head: { flexDirection: 'row', alignItems: 'center', justifyContent: 'space-between' },
  state: { fontSize: 16 },
  disconnected: { flexDirection: 'row', alignItems: 'center', gap: 12 },
});
