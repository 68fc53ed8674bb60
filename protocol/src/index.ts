/**
 * The wire contract between the app, the token service and the agent.
 *
 * Everything that crosses a process border is named and validated here, once. The package imports nothing but zod,
 * so that a Worker, a Node process, a browser and React Native can all share it.
 */
export * from './agent-status.ts';
export * from './app-action.ts';
export * from './data-channel-message.ts';
export * from './dispatch-metadata.ts';
export * from './error-code.ts';
export * from './image-stream.ts';
export * from './push-to-talk.ts';
export * from './recipe.ts';
export * from './room-token.ts';
export * from './timer.ts';
export * from './topics.ts';
export * from './turn.ts';
export * from './usage.ts';
