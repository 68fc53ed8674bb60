/** Dispatch metadata of a bare agent that takes push-to-talk instead of finding the end of speech. */
export const PUSH_TO_TALK = 'push-to-talk';
