import { useRecipe } from '@bakebot/client/react';
import type { ReactElement } from 'react';
import { StyleSheet, Text, View } from 'react-native';
import { useColors } from '../theme/colors.ts';

/** The current recipe and its current step. The user moves on by saying “Next step”. */
export function RecipeStep(): ReactElement | null {
  const recipe = useRecipe();
  const colors = useColors();
  if (!recipe) return null;
  const { title, steps, currentStep } = recipe;
  return (
    <View style={[styles.card, { backgroundColor: colors.surface, borderColor: colors.border }]}>
      <Text style={[styles.title, { color: colors.text }]}>{title}</Text>
      <Text style={{ color: colors.textSoft, fontSize: 16 }}>
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
