import { registerGlobals } from '@livekit/react-native';
import { registerRootComponent } from 'expo';

// LiveKit's globals must exist before the app loads livekit-client.
registerGlobals();
const { App } = require('./src/app.tsx') as typeof import('./src/app.tsx');
registerRootComponent(App);
