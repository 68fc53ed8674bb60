import * as SecureStore from 'expo-secure-store';
import { type ReactElement, useEffect, useState } from 'react';
import { StyleSheet, Text, TextInput, View } from 'react-native';
import { Button } from '../theme/button.tsx';
import { useColors } from '../theme/colors.ts';

const NAME_KEY = 'bakebot.name';

/** Asks for the user's name and remembers it on the phone. */
export function SignInScreen({ onSignIn }: { onSignIn: (name: string) => void }): ReactElement {
  const colors = useColors();
  const [name, setName] = useState('');

  useEffect(() => {
    SecureStore.getItemAsync(NAME_KEY).then(
      (stored) => setName((typed) => typed || (stored ?? '')),
      () => undefined,
    );
  }, []);

  function signIn(): void {
    if (!name.trim()) return;
    void SecureStore.setItemAsync(NAME_KEY, name.trim());
    onSignIn(name.trim());
  }

  return (
    <View style={styles.screen}>
      <Text style={[styles.title, { color: colors.text }]}>Hands in the dough? Just ask.</Text>
      <TextInput
        style={[styles.name, { color: colors.text, borderColor: colors.border }]}
        accessibilityLabel="Your name"
        placeholder="Your name"
        placeholderTextColor={colors.textSoft}
        autoComplete="name"
        value={name}
        onChangeText={setName}
        onSubmitEditing={signIn}
      />
      <Button label="Start baking" onPress={signIn} />
    </View>
  );
}

const styles = StyleSheet.create({
  screen: { flex: 1, justifyContent: 'center', gap: 20, padding: 28 },
  title: { fontSize: 34, fontWeight: '700' },
  name: { borderWidth: 1, borderRadius: 16, padding: 14, fontSize: 17 },
});
