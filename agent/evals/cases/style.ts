import type { EvalCase } from '../eval-case.ts';

/** Length, language and form of replies. The judge rejects Markdown in all groups. */
export const STYLE_CASES: readonly EvalCase[] = [
  style('short', 'Why does bread dough have to rest?', { avoids: [/.{600}/su] }),
  style('no list', 'What do I need for a sponge cake?', { avoids: [/^\s*(?:[-*•]|\d+[.)])\s/mu] }),
  style('in German', 'Warum geht mein Hefeteig nicht auf?', {
    mentions: [/\b(?:Hefe|Teig|warm)/u],
  }),
  style('in French', 'Combien de temps cuire une tarte aux pommes ?', {
    mentions: [/\b(?:minutes|four|tarte|pommes)\b/iu],
  }),
  style('asks when it is unclear', 'How long does it need?', { mentions: [/\?/u] }),
];

type Rest = Partial<Pick<EvalCase, 'mentions' | 'avoids'>>;

function style(name: string, says: string, rest: Rest): EvalCase {
  return { name, group: 'style', says, ...rest };
}
