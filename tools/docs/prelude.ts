/** Declarations that the examples of the docs assume. */
export const PRELUDE = `
type Options = import('@bakebot/client').LiveKitServiceOptions;

declare const auth: { getSessionJwt(): Promise<string> };
declare const service: import('@bakebot/client').LiveKitService;
declare const token: Options['token'];
declare const platform: Options['platform'];
declare const resize: import('@bakebot/client/react-native').ResizePicture;
declare function showCamera(hint: string): void;
declare function ConversationScreen(): import('react').ReactNode;

/* A test runner and a testing library. */
declare function test(name: string, run: () => Promise<void>): void;
declare function render(element: import('react').ReactNode): void;
interface Screen {
  findByText(text: string | RegExp): Promise<unknown>;
}

declare module '@livekit/react-native' {
  export const AudioSession: import('@bakebot/client/react-native').NativeAudio;
  export function registerGlobals(): void;
}
declare module 'react-native' {
  export const AppState: import('@bakebot/client/react-native').AppState;
}
`;
