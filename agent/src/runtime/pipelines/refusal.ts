/** How plugin-google (1.9.0) words that Gemini declined: the reason itself is not on the error. */
const WORDING = /generation blocked|Prompt feedback error/;

/** Whether an error event of a session says that the model declined to answer, rather than failed. */
export function isRefusal(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('error' in error)) return false;
  return error.error instanceof Error && WORDING.test(error.error.message);
}
