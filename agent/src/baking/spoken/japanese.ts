import { type Amount, METRIC, type SpokenLanguage, type SpokenUnit } from './language.ts';

function unit(written: string, name: string): SpokenUnit {
  return { written, one: name, many: name };
}

/** Spoons come before the amount: 大さじ1. */
const SPOONS = new Set(['大さじ', '小さじ']);

const UNITS: readonly SpokenUnit[] = [
  unit('tbsp', '大さじ'),
  unit('tsp', '小さじ'),
  unit('cups?', 'カップ'),
  unit(METRIC.gram, 'グラム'),
  unit(METRIC.kilogram, 'キログラム'),
  unit(METRIC.milligram, 'ミリグラム'),
  unit(`${METRIC.milliliter}|cc`, 'ミリリットル'),
  unit(METRIC.deciliter, 'デシリットル'),
  unit(METRIC.liter, 'リットル'),
  unit(METRIC.millimeter, 'ミリ'),
  unit(METRIC.centimeter, 'センチ'),
  unit(`inch(?:es)?|${METRIC.inch}`, 'インチ'),
  unit('oz', 'オンス'),
  unit('lbs?', 'ポンド'),
  unit('min', '分'),
  unit('h', '時間'),
  unit('sec', '秒'),
  unit(METRIC.celsius, '度'),
  unit(METRIC.fahrenheit, '華氏'),
  unit(METRIC.degree, '度'),
];

/** Figures stay: TTS reads 20分 as "nijuppun", but might read 二十分 as "jūbun", enough. */
function amountOf(amount: Amount): string {
  switch (amount.kind) {
    case 'integer':
      return String(amount.value);
    case 'decimal':
      return `${amount.whole}.${amount.decimals}`;
    case 'fraction': {
      const part = `${amount.bottom}分の${amount.top}`;
      return amount.whole > 0 ? `${amount.whole}と${part}` : part;
    }
  }
}

function withUnit(words: string, name: string): string {
  if (name === '華氏') return `華氏${words}度`;
  return SPOONS.has(name) ? `${name}${words}` : `${words}${name}`;
}

export const JAPANESE: SpokenLanguage = {
  units: UNITS,
  thousands: ',',
  by: 'かける',
  times: 'かける',
  about: '約',
  and: 'と',
  dot: 'ドット',
  percent: 'パーセント',
  minus: 'マイナス',
  // The unit that stands before the amount belongs before the whole range.
  range(from, to) {
    const prefix = /^(?:大さじ|小さじ|華氏)/u.exec(to)?.[0] ?? '';
    return `${prefix}${from}から${to.slice(prefix.length)}`;
  },
  amount: amountOf,
  quantity: (amount, { one }) => withUnit(amountOf(amount), one),
  lower: amountOf,
  clock: (hour, minute) => `${hour}時${minute === 0 ? '' : `${minute}分`}`,
};
