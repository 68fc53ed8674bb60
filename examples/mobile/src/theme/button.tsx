import type { ReactElement } from 'react';
import { Pressable, StyleSheet, Text } from 'react-native';
import { useColors } from './colors.ts';

type ButtonProps = {
  readonly label: string;
  readonly isQuiet?: boolean;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
};

export function Button({ label, isQuiet, isDisabled, onPress }: ButtonProps): ReactElement {
  const { accent, onAccent, surface, text } = useColors();
  return (
    <Pressable
      accessibilityRole="button"
      disabled={isDisabled ?? false}
      onPress={onPress}
      style={({ pressed }) => [
        styles.button,
        { backgroundColor: isQuiet ? surface : accent, opacity: pressed || isDisabled ? 0.6 : 1 },
      ]}
    >
      <Text style={[styles.label, { color: isQuiet ? text : onAccent }]}>{label}</Text>
    </Pressable>
  );
}

const styles = StyleSheet.create({
  button: { minHeight: 48, paddingHorizontal: 18, borderRadius: 24, justifyContent: 'center' },
  label: { fontSize: 16, fontWeight: '600', textAlign: 'center' },
});
