import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  CATALOGUE_READ_ON,
  type CatalogueEntry,
  DEFAULT_MODELS,
  findModel,
  type ListPrice,
  modelsOf,
  type Retirement,
} from './index.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../../docs/models.md'), 'utf8');

const VENDORS = ['gemini', 'openai', 'deepgram', 'elevenlabs', 'livekit'] as const;

/** Cells of the rows of the first table below a heading. */
function tableBelow(heading: string): string[][] {
  const rows = page.slice(page.indexOf(heading)).match(/(?:^\|.*\n)+/m)?.[0] ?? '';
  return rows
    .trim()
    .split('\n')
    .slice(2)
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** A model as docs/models.md shows it. */
function rowOf({ name, facts }: CatalogueEntry): string[] {
  return [
    `\`${name}\``,
    facts.role,
    facts.stage,
    [retirement(facts.retirement), retirement(facts.retirementOnVertex, 'Vertex AI: ')]
      .filter((text) => text !== '')
      .join('; '),
    facts.thinking ? facts.thinking.levels.join(', ') || 'by budget' : '',
    facts.prices.map(price).join('; '),
  ];
}

function retirement(announced: Retirement | undefined, where = ''): string {
  if (!announced) return '';
  const { on, effect, successor } = announced;
  const what = effect === 'rerouted' ? `\`${successor}\` answers` : `use \`${successor}\``;
  return `${where}${on}, ${what}`;
}

function price({ from, source: _source, ...amounts }: ListPrice): string {
  const words = Object.entries(amounts).map(([unit, dollars]) => `${unit} ${dollars}`);
  return `${from ? `from ${from}: ` : ''}${words.join(', ')}`;
}

describe('docs/models.md', () => {
  it('shows the catalogue as it is', () => {
    expect(tableBelow('## The catalogue')).toEqual(VENDORS.flatMap(modelsOf).map(rowOf));
    expect(page).toContain(`compared with its sources on ${CATALOGUE_READ_ON}`);
  });

  it('shows what the free tier allows the default voice', () => {
    const { perMinute, perDay } =
      findModel('gemini', DEFAULT_MODELS.tts.gemini)?.limits?.free ?? {};
    expect(page).toContain(`TTS takes ${perMinute} requests a minute and ${perDay} a day`);
  });

  it.each(['stt', 'llm', 'tts'] as const)('shows the default %s of each vendor', (role) => {
    const column = 1 + ['stt', 'llm', 'tts'].indexOf(role);
    const shown = tableBelow('| vendor')
      .filter((cells) => cells[column] !== '')
      .map((cells) => [cells[0], cells[column]]);
    const models = Object.entries(DEFAULT_MODELS[role]);
    const expected = models.map(([vendor, name]) => [`\`${vendor}\``, `\`${name}\``]);
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(expected));
  });
});
