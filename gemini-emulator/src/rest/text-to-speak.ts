/** `Say it cheerfully: "Hello"`: what stands in quotes after the last colon of the direction. */
const QUOTED = /^[^"]*:\s*"([\s\S]*)"\s*$/u;
/** Rules of pronunciation quote words too; the text then stands alone after a line's end. */
const QUOTED_ON_ITS_OWN_LINE = /:\n"([\s\S]*)"\s*$/u;
const DIRECTED = /^(?:say|read|speak)\b[^:]*:\s*([\s\S]+)$/iu;

/** A speech model is given a direction and a text in one; only the text is spoken. */
export function textToSpeak(prompt: string): string {
  return (
    QUOTED_ON_ITS_OWN_LINE.exec(prompt)?.[1] ??
    QUOTED.exec(prompt)?.[1] ??
    DIRECTED.exec(prompt)?.[1] ??
    prompt
  );
}
