import { useRecipe } from '@bakebot/client/react';
import type { ReactElement } from 'react';
import { StyleSheet, Text, View } from 'react-native';
import { useColours } from './colours.ts';

/** The recipe on the counter, and the step that the cook is at. "Next step" moves on. */
export function RecipeStep(): ReactElement | null {
  const recipe = useRecipe();
  const colours = useColours();
  if (!recipe) return null;
  const { title, steps, currentStep } = recipe;
  return (
    <View style={[styles.card, { backgroundColor: colours.surface, borderColor: colours.line }]}>
      <Text style={[styles.title, { color: colours.ink }]}>{title}</Text>
      <Text style={{ color: colours.inkSoft, fontSize: 16 }}>
        {currentStep === undefined
          ? `${steps.length} steps`
          : `${currentStep + 1} of ${steps.length}: ${steps[currentStep]}`}
      </Text>
    </View>
  );
}

const styles = StyleSheet.create({
  card: { borderWidth: 1, borderRadius: 16, padding: 12, gap: 4 },
  title: { fontSize: 18, fontWeight: '600' },
});
