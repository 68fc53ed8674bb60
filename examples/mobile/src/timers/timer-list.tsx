import { useTimers } from '@bakebot/client/react';
import { type ReactElement, useEffect, useState } from 'react';
import { ScrollView, StyleSheet, Text, View } from 'react-native';
import { useColors } from '../theme/colors.ts';
import { formatRemaining } from './format-remaining.ts';

/** Timers count down here. The agent requests the vibration and the notification when one rings. */
export function TimerList(): ReactElement | null {
  const timers = useTimers().filter(({ state }) => state !== 'cancelled');
  const colors = useColors();
  const [now, setNow] = useState(Date.now);
  const isCounting = timers.some(({ state }) => state === 'running');

  useEffect(() => {
    if (!isCounting) return undefined;
    const interval = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(interval);
  }, [isCounting]);

  if (timers.length === 0) return null;
  return (
    <ScrollView horizontal style={styles.list} contentContainerStyle={styles.timers}>
      {timers.map(({ id, name, ringsAt, state }) => {
        const isUp = state === 'rung' || ringsAt <= now;
        return (
          <View
            key={id}
            style={[styles.timer, { backgroundColor: isUp ? colors.accent : colors.surface }]}
          >
            <Text
              style={{ color: isUp ? colors.onAccent : colors.text, fontSize: 16 }}
              accessibilityLiveRegion={isUp ? 'assertive' : 'none'}
            >
              {isUp ? `⏰ ${name}` : `${name} ${formatRemaining(ringsAt - now)}`}
            </Text>
          </View>
        );
      })}
    </ScrollView>
  );
}

const styles = StyleSheet.create({
  list: { flexGrow: 0 },
  timers: { gap: 8 },
  timer: { borderRadius: 14, paddingHorizontal: 14, paddingVertical: 10 },
});
