/** A user of the local stack, for tests and benchmarks. A door of its own: `npm start` does not load LiveKit's native client. */
export { Microphone, SAMPLE_RATE } from './microphone.ts';
export { requestRoomToken, signIn } from './room-token.ts';
export { type JoinOptions, TestParticipant } from './test-participant.ts';
