/** Dispatch metadata that switches the bare agent from end-of-speech detection to push-to-talk. */
export const PUSH_TO_TALK = 'push-to-talk';
