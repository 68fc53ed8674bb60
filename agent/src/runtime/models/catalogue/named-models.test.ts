import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CATALOGUE_READ_ON, DEFAULT_MODELS, modelsOf, retirementOf } from './index.ts';

const ROOT = join(import.meta.dirname, '../../../../..');

/** Names as vendors form them. A name ends with a letter or a digit. */
const MODEL_NAME =
  /\b(?:gemini-\d[\w.-]*|gpt-[\w.-]*|whisper-\d|tts-\d[\w-]*|nova-\d[\w-]*|eleven_\w+|sonic-[\w.]+)(?<=\w)/g;

const VENDORS = ['gemini', 'openai', 'deepgram', 'elevenlabs'] as const;
const KNOWN = new Set([
  ...VENDORS.flatMap(modelsOf).map(({ name }) => name),
  ...modelsOf('livekit').map(({ name }) => name.split('/').at(-1) ?? name),
]);

/** Models of the vendors’ own services that are past their day. LiveKit Inference keeps its own. */
const RETIRED = new Set(
  VENDORS.flatMap((vendor) =>
    modelsOf(vendor)
      .filter(({ name }) => (retirementOf(vendor, name)?.on ?? '9999') <= CATALOGUE_READ_ON)
      .map(({ name }) => name),
  ),
);

function namesIn(file: string): string[] {
  return readFileSync(join(ROOT, file), 'utf8').match(MODEL_NAME) ?? [];
}

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file));
}

const FILES = [
  'README.md',
  '.env.example',
  ...filesIn('docs', '.md'),
  ...filesIn('agent/evals', '.ts'),
];

describe('a model that is named', () => {
  it.each(FILES)('in %s is in the catalogue', (file) => {
    expect(namesIn(file).filter((name) => !KNOWN.has(name))).toEqual([]);
  });

  it.each(FILES.filter((file) => file !== 'docs/models.md'))('in %s is not retired', (file) => {
    expect(namesIn(file).filter((name) => RETIRED.has(name))).toEqual([]);
  });

  it('is found in docs/models.md', () => {
    expect(namesIn('docs/models.md')).toEqual(
      expect.arrayContaining(Object.values(DEFAULT_MODELS.llm).slice(0, 3)),
    );
  });
});

describe('LiveKit Inference', () => {
  const agents = dirname(createRequire(import.meta.url).resolve('@livekit/agents'));

  it.each(modelsOf('livekit'))(
    'of the installed @livekit/agents lists $name',
    ({ name, facts }) => {
      const types = readFileSync(join(agents, `inference/${facts.role}.d.ts`), 'utf8');
      expect(types).toContain(`'${name}'`);
    },
  );
});
