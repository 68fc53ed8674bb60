import { AgentProvider } from '@bakebot/client/react';
import type { LiveKitService } from '@bakebot/client';
import { StatusBar } from 'expo-status-bar';
import { type ReactElement, useState } from 'react';
import { SafeAreaProvider, SafeAreaView } from 'react-native-safe-area-context';
import { ConversationScreen } from './conversation-screen.tsx';
import { createService } from './service.ts';
import { SignInScreen } from './session/sign-in-screen.tsx';
import { readSettings } from './settings.ts';
import { useColors } from './theme/colors.ts';

/** Sign-in, then the conversation. The service is created once per user and outlives the screens. */
export function App(): ReactElement {
  const { background } = useColors();
  const [service, setService] = useState<LiveKitService>();
  const settings = readSettings();

  return (
    <SafeAreaProvider>
      <SafeAreaView style={{ flex: 1, backgroundColor: background }}>
        <StatusBar style="auto" />
        {service ? (
          <AgentProvider service={service}>
            <ConversationScreen
              onSignOut={() => {
                void service.disconnect();
                setService(undefined);
              }}
            />
          </AgentProvider>
        ) : (
          <SignInScreen onSignIn={(name) => setService(createService(settings, name))} />
        )}
      </SafeAreaView>
    </SafeAreaProvider>
  );
}
