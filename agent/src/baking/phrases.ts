import type { Timer } from '@bakebot/protocol';
import type { Phrases } from '../runtime/definition.ts';
import type { CountAdvice } from './recipes/count-advice.ts';

/** The runtime's phrases, and BakeBot's own. */
export type BakingPhrases = Phrases & {
  readonly timerRang: (timer: Timer) => string;
  /** On the recipe card. */
  readonly countAdvice: (advice: CountAdvice) => string;
};

const ENGLISH: BakingPhrases = {
  greeting: (name) => `Hi${name ? ` ${name}` : ''}, I'm BakeBot. What are we baking today?`,
  timerRang: ({ name }) => `Time is up for: ${name}.`,
  countAdvice: (advice) => {
    if (advice.do === 'round') return `Use ${advice.count}.`;
    const name = { egg: 'egg', white: 'egg white', yolk: 'egg yolk' }[advice.part];
    return `Beat ${advice.count} ${name}${advice.count > 1 ? 's' : ''}, and use ${advice.grams} g.`;
  },
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
    countAdvice: (advice) => {
      if (advice.do === 'round') return `${advice.count} nehmen.`;
      const egg = advice.count > 1 ? 'Eier' : 'Ei';
      const name = { egg, white: 'Eiweiß', yolk: 'Eigelb' }[advice.part];
      return `${advice.count} ${name} verquirlen und ${advice.grams} g davon nehmen.`;
    },
    stillThere: 'Bist du noch da?',
    goodBye: 'Dann lasse ich dich in Ruhe. Ruf mich einfach wieder. Tschüss!',
    soonOver: 'Wir reden schon lange: In zwei Minuten muss ich gehen.',
    timeIsOver: 'Ich muss jetzt gehen. Ruf mich einfach wieder. Tschüss!',
  },
  fr: {
    greeting: (name) => `Bonjour${name ? ` ${name}` : ''}, je suis BakeBot. Que préparons-nous ?`,
    timerRang: ({ name }) => `C'est l'heure pour : ${name}.`,
    countAdvice: (advice) => {
      if (advice.do === 'round') return `Prenez-en ${advice.count}.`;
      const s = advice.count > 1 ? 's' : '';
      const name = { egg: `œuf${s}`, white: `blanc${s} d’œuf`, yolk: `jaune${s} d’œuf` }[
        advice.part
      ];
      return `Battez ${advice.count} ${name} et prenez-en ${advice.grams} g.`;
    },
    stillThere: 'Vous êtes toujours là ?',
    goodBye: 'Je vous laisse. Rappelez-moi quand vous voulez. Au revoir !',
    soonOver: 'Nous parlons depuis longtemps : je dois partir dans deux minutes.',
    timeIsOver: 'Je dois partir maintenant. Rappelez-moi quand vous voulez. Au revoir !',
  },
  es: {
    greeting: (name) => `Hola${name ? ` ${name}` : ''}, soy BakeBot. ¿Qué horneamos hoy?`,
    timerRang: ({ name }) => `Se acabó el tiempo para: ${name}.`,
    countAdvice: (advice) => {
      if (advice.do === 'round') return `Usa ${advice.count}.`;
      const name = { egg: 'huevo', white: 'clara', yolk: 'yema' }[advice.part];
      return `Bate ${advice.count} ${name}${advice.count > 1 ? 's' : ''} y usa ${advice.grams} g.`;
    },
    stillThere: '¿Sigues ahí?',
    goodBye: 'Te dejo seguir. Llámame cuando quieras. ¡Adiós!',
    soonOver: 'Llevamos mucho tiempo hablando: tengo que irme en dos minutos.',
    timeIsOver: 'Tengo que irme ahora. Llámame cuando quieras. ¡Adiós!',
  },
  ja: {
    greeting: (name) =>
      `${name ? `${name}さん、` : ''}こんにちは、ベイクボットです。今日は何を焼きましょうか。`,
    timerRang: ({ name }) => `${name}の時間です。`,
    countAdvice: (advice) => {
      if (advice.do === 'round') return `${advice.count}個使います。`;
      const name = { egg: '卵', white: '卵白', yolk: '卵黄' }[advice.part];
      return `${name}を${advice.count}個溶いて、${advice.grams}グラム使います。`;
    },
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
