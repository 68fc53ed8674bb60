import type { Timer } from '@bakebot/protocol';
import type { Phrases } from '../runtime/definition.ts';

/** The runtime's phrases, and BakeBot's own. */
export type BakingPhrases = Phrases & { readonly timerRang: (timer: Timer) => string };

const ENGLISH: BakingPhrases = {
  greeting: (name) => `Hi${name ? ` ${name}` : ''}, I'm BakeBot. What are we baking today?`,
  timerRang: ({ name }) => `Time is up for: ${name}.`,
  stillThere: 'Are you still there?',
  goodBye: "I'll leave you to it. Just call me again. Good-bye!",
  soonOver: 'We have talked for long: I have to go in two minutes.',
  timeIsOver: 'I have to go now. Just call me again. Good-bye!',
};

const PHRASES: Readonly<Record<string, BakingPhrases>> = {
  en: ENGLISH,
  de: {
    greeting: (name) => `Hallo${name ? ` ${name}` : ''}, ich bin BakeBot. Was backen wir heute?`,
    timerRang: ({ name }) => `Die Zeit ist um für: ${name}.`,
    stillThere: 'Bist du noch da?',
    goodBye: 'Dann lasse ich dich in Ruhe. Ruf mich einfach wieder. Tschüss!',
    soonOver: 'Wir reden schon lange: In zwei Minuten muss ich gehen.',
    timeIsOver: 'Ich muss jetzt gehen. Ruf mich einfach wieder. Tschüss!',
  },
  fr: {
    greeting: (name) => `Bonjour${name ? ` ${name}` : ''}, je suis BakeBot. Que préparons-nous ?`,
    timerRang: ({ name }) => `C'est l'heure pour : ${name}.`,
    stillThere: 'Vous êtes toujours là ?',
    goodBye: 'Je vous laisse. Rappelez-moi quand vous voulez. Au revoir !',
    soonOver: 'Nous parlons depuis longtemps : je dois partir dans deux minutes.',
    timeIsOver: 'Je dois partir maintenant. Rappelez-moi quand vous voulez. Au revoir !',
  },
  es: {
    greeting: (name) => `Hola${name ? ` ${name}` : ''}, soy BakeBot. ¿Qué horneamos hoy?`,
    timerRang: ({ name }) => `Se acabó el tiempo para: ${name}.`,
    stillThere: '¿Sigues ahí?',
    goodBye: 'Te dejo seguir. Llámame cuando quieras. ¡Adiós!',
    soonOver: 'Llevamos mucho tiempo hablando: tengo que irme en dos minutos.',
    timeIsOver: 'Tengo que irme ahora. Llámame cuando quieras. ¡Adiós!',
  },
  ja: {
    greeting: (name) =>
      `${name ? `${name}さん、` : ''}こんにちは、ベイクボットです。今日は何を焼きましょうか。`,
    timerRang: ({ name }) => `${name}の時間です。`,
    stillThere: 'まだいらっしゃいますか。',
    goodBye: 'では、失礼します。いつでもまた呼んでください。',
    soonOver: '長くお話ししました。あと二分で失礼します。',
    timeIsOver: 'そろそろ失礼します。いつでもまた呼んでください。',
  },
};

/** The phrases in the language of a BCP 47 locale (or of `de_DE`, as POSIX writes it), or in English. */
export function phrasesFor(locale: string): BakingPhrases {
  const language = locale.split(/[-_]/u)[0]?.toLowerCase() ?? '';
  return Object.hasOwn(PHRASES, language) ? (PHRASES[language] ?? ENGLISH) : ENGLISH;
}
