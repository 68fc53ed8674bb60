import type { Timer } from '@bakebot/protocol';

/** What the agent says of itself, without asking a model: at once, and the same every time. */
export type Phrases = {
  readonly greeting: (name: string | undefined) => string;
  readonly timerRang: (timer: Timer) => string;
};

const ENGLISH: Phrases = {
  greeting: (name) => `Hi${name ? ` ${name}` : ''}, I'm BakeBot. What are we baking today?`,
  timerRang: ({ name }) => `Time is up for: ${name}.`,
};

const PHRASES: Readonly<Record<string, Phrases>> = {
  en: ENGLISH,
  de: {
    greeting: (name) => `Hallo${name ? ` ${name}` : ''}, ich bin BakeBot. Was backen wir heute?`,
    timerRang: ({ name }) => `Die Zeit ist um für: ${name}.`,
  },
  fr: {
    greeting: (name) => `Bonjour${name ? ` ${name}` : ''}, je suis BakeBot. Que préparons-nous ?`,
    timerRang: ({ name }) => `C'est l'heure pour : ${name}.`,
  },
  es: {
    greeting: (name) => `Hola${name ? ` ${name}` : ''}, soy BakeBot. ¿Qué horneamos hoy?`,
    timerRang: ({ name }) => `Se acabó el tiempo para: ${name}.`,
  },
  ja: {
    greeting: (name) =>
      `${name ? `${name}さん、` : ''}こんにちは、ベイクボットです。今日は何を焼きましょうか。`,
    timerRang: ({ name }) => `${name}の時間です。`,
  },
};

/** The phrases in the language of a BCP 47 locale; English where there are none. */
export function phrasesFor(locale: string): Phrases {
  const language = locale.split('-')[0]?.toLowerCase() ?? '';
  return PHRASES[language] ?? ENGLISH;
}
