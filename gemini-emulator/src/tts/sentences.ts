/** Sentences with their end marks, trimmed. A decimal point does not end a sentence. */
export function splitIntoSentences(text: string): string[] {
  return text
    .split(/(?<=[.!?…]["')\]]?)\s+|(?<=[。！？])|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** A few words at a time, as a model streams its text. Joined, they are the text again. */
export function splitIntoChunks(text: string): string[] {
  return text.match(/(?:\s*\S+){1,4}\s*$|(?:\s*\S+){1,4}/gu) ?? [text];
}
