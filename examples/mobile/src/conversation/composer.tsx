import { useLiveKit } from '@bakebot/client/react';
import * as ImagePicker from 'expo-image-picker';
import { type ReactElement, useEffect, useState } from 'react';
import { Alert, StyleSheet, TextInput, View } from 'react-native';
import { Button } from '../theme/button.tsx';
import { useColors } from '../theme/colors.ts';
import { cameraRequests } from '../camera/camera-requests.ts';
import { messageForError } from '../errors/error-messages.ts';

/** Message box and photo button. The text in the box becomes the photo's caption. */
export function Composer(): ReactElement {
  const { status, sendText, sendImage } = useLiveKit();
  const colors = useColors();
  const [text, setText] = useState('');
  const isOff = status === 'disconnected';

  async function attempt(action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
      setText('');
    } catch (error) {
      Alert.alert('Could not send the message', messageForError(error));
    }
  }

  async function takePhoto(): Promise<void> {
    const { granted } = await ImagePicker.requestCameraPermissionsAsync();
    if (!granted) {
      Alert.alert('The camera is blocked', 'Allow it in the phone’s settings.');
      return;
    }
    const { assets } = await ImagePicker.launchCameraAsync({ quality: 1 });
    const photo = assets?.[0];
    if (photo) await attempt(() => sendImage({ uri: photo.uri }, { caption: text }));
  }

  useEffect(() => cameraRequests.handle(() => void takePhoto()));

  return (
    <View style={styles.bar}>
      <Button label="Photo" isQuiet isDisabled={isOff} onPress={() => void takePhoto()} />
      <TextInput
        style={[
          styles.text,
          { color: colors.text, borderColor: colors.border, backgroundColor: colors.surface },
        ]}
        accessibilityLabel="Message"
        placeholder="Type a message…"
        placeholderTextColor={colors.textSoft}
        editable={!isOff}
        value={text}
        onChangeText={setText}
        returnKeyType="send"
        onSubmitEditing={() => {
          if (text.trim()) void attempt(() => sendText(text));
        }}
      />
    </View>
  );
}

const styles = StyleSheet.create({
  bar: { flexDirection: 'row', gap: 8 },
  text: { flex: 1, borderWidth: 1, borderRadius: 24, paddingHorizontal: 16, fontSize: 17 },
});
