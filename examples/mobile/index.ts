import { registerGlobals } from '@livekit/react-native';
import { registerRootComponent } from 'expo';

// Before anything else of LiveKit is loaded, so the app comes after it.
registerGlobals();
const { App } = require('./src/app.tsx') as typeof import('./src/app.tsx');
registerRootComponent(App);
