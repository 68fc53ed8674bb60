import { useAgent, useLiveKit, useMicrophone } from '@bakebot/client/react';
import { type ReactElement, useState } from 'react';
import { Pressable, StyleSheet, Text, View } from 'react-native';
import { useColors } from '../theme/colors.ts';
import { messageForError } from '../errors/error-messages.ts';

export function TalkButton(): ReactElement {
  const { startVoiceRecording, stopVoiceRecording } = useLiveKit();
  const agent = useAgent();
  const { recording } = useMicrophone();
  const colors = useColors();
  const [hint, setHint] = useState('Hold to talk');
  const isReady = agent === 'listening' || agent === 'thinking' || agent === 'speaking';

  async function attempt<T>(action: () => Promise<T>): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      setHint(messageForError(error));
      return undefined;
    }
  }

  async function release(): Promise<void> {
    const result = await attempt(stopVoiceRecording);
    if (result === 'too_short') setHint('Hold the button while you speak');
    if (result === 'sent') setHint('Hold to talk');
  }

  return (
    <View style={styles.talk}>
      <Pressable
        accessibilityRole="button"
        accessibilityLabel="Hold to talk"
        disabled={!isReady}
        onPressIn={() => void attempt(startVoiceRecording)}
        onPressOut={() => void release()}
        style={[
          styles.button,
          {
            backgroundColor: recording ? colors.danger : colors.accent,
            opacity: isReady ? 1 : 0.4,
          },
        ]}
      >
        <Text style={{ color: colors.onAccent, fontSize: 28 }}>🎙</Text>
      </Pressable>
      <Text style={{ color: colors.textSoft }}>{recording ? 'Let go to send' : hint}</Text>
    </View>
  );
}

const styles = StyleSheet.create({
  talk: { alignItems: 'center', gap: 6 },
  button: {
    width: 84,
    height: 84,
    borderRadius: 42,
    alignItems: 'center',
    justifyContent: 'center',
  },
});
