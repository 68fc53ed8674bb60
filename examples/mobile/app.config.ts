import type { ExpoConfig } from 'expo/config';

/** Backend addresses. On a phone, `localhost` is the phone: set the address of the machine that runs `npm start`. */
const { BAKEBOT_TOKEN_ENDPOINT, BAKEBOT_SESSION_ENDPOINT } = process.env;

const config: ExpoConfig = {
  name: 'BakeBot',
  slug: 'bakebot',
  scheme: 'bakebot',
  version: '0.1.0',
  orientation: 'portrait',
  userInterfaceStyle: 'automatic',
  ios: {
    bundleIdentifier: 'com.example.bakebot',
    infoPlist: {
      NSMicrophoneUsageDescription: 'BakeBot listens while you hold the button.',
      NSCameraUsageDescription: 'BakeBot looks at the photos that you take.',
      NSPhotoLibraryUsageDescription: 'BakeBot looks at the photos that you choose.',
      // Audio continues while the phone is locked, as in a phone call.
      UIBackgroundModes: ['audio'],
    },
  },
  android: {
    package: 'com.example.bakebot',
    permissions: [
      'android.permission.RECORD_AUDIO',
      'android.permission.MODIFY_AUDIO_SETTINGS',
      'android.permission.BLUETOOTH_CONNECT',
      'android.permission.VIBRATE',
    ],
  },
  plugins: [
    '@livekit/react-native-expo-plugin',
    '@config-plugins/react-native-webrtc',
    'expo-image-picker',
    'expo-notifications',
    'expo-secure-store',
  ],
  extra: {
    tokenEndpoint: BAKEBOT_TOKEN_ENDPOINT,
    sessionEndpoint: BAKEBOT_SESSION_ENDPOINT,
  },
};

export default config;
