/**
 * The wire contract between the app, the token service and the agent: names, limits and schemas, explained in
 * `docs/protocol.md`. It depends only on zod, so that Workers, Node, browsers and React Native can share it.
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
export * from './subject-state.ts';
export * from './timer.ts';
export * from './topics.ts';
export * from './turn.ts';
export * from './turn-machine.ts';
export * from './usage.ts';
