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
  absent: 'Not here',
  joining: 'Tying the apron…',
  listening: 'Listening',
  thinking: 'Thinking…',
  speaking: 'Speaking',
  recovering: 'Getting help…',
  gone: 'Gone',
} as const satisfies Record<AgentState, string>;

/** The conversation. It connects when it comes up, and hangs up when it goes. */
export function ConversationScreen({ onSignOut }: { onSignOut: () => void }): ReactElement {
  const service = useService();
  const { status, error, connect } = useLiveKit();
  const agent = useAgent();
  const colors = useColors();
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
        <Text style={[styles.state, { color: colors.textSoft }]} accessibilityLiveRegion="polite">
          {status === 'reconnecting' ? 'Reconnecting…' : AGENT_LABELS[agent]}
        </Text>
        <Button label="Sign out" isQuiet onPress={onSignOut} />
      </View>
      <RecipeStep />
      <TimerList />
      <ConversationLog />
      {status === 'disconnected' && (
        <View style={styles.gone}>
          <Text style={{ color: colors.danger, flex: 1 }}>
            {error ? messageFor(error.code) : 'You have left the kitchen.'}
          </Text>
          <Button
            label="Come back in"
            isQuiet
            onPress={() => void connect().catch(() => undefined)}
          />
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
  gone: { flexDirection: 'row', alignItems: 'center', gap: 12 },
});
