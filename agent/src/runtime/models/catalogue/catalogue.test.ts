import { describe, expect, it } from 'vitest';
import {
  CATALOGUE_READ_ON,
  type CatalogueVendor,
  DEFAULT_MODELS,
  findModel,
  modelsOf,
  retirementOf,
} from './index.ts';
import { SOURCES } from './sources.ts';

const VENDORS = ['gemini', 'vertex', 'openai', 'deepgram', 'elevenlabs', 'livekit'] as const;

const MODELS = VENDORS.flatMap((vendor) =>
  modelsOf(vendor).map(({ name, facts }) => ({ vendor, name, facts })),
);

const RETIRING = MODELS.flatMap(({ vendor, name }) => {
  const retirement = retirementOf(vendor, name);
  return retirement ? [{ vendor, name, successor: retirement.successor }] : [];
});

const DEFAULTS = Object.entries(DEFAULT_MODELS).flatMap(([role, models]) =>
  Object.entries(models).map(([vendor, name]) => ({ role, vendor: vendorOf(vendor), name })),
);

function vendorOf(text: string): CatalogueVendor {
  const vendor = VENDORS.find((each) => each === text);
  if (!vendor) throw new Error(`no vendor: ${text}`);
  return vendor;
}

describe('the catalogue', () => {
  it.each(DEFAULTS)('knows the default $role of $vendor, in that role: $name', (each) => {
    expect(findModel(each.vendor, each.name)?.role).toBe(each.role);
  });

  it.each(DEFAULTS)('names a default $role of $vendor that is not retired: $name', (each) => {
    const day = retirementOf(each.vendor, each.name)?.on ?? '9999-12-31';
    expect(day > CATALOGUE_READ_ON).toBe(true);
  });

  it.each(RETIRING)(
    'names a successor of $name on $vendor that it knows, and that stays',
    ({ vendor, successor }) => {
      expect(findModel(vendor, successor)).toBeDefined();
      expect(retirementOf(vendor, successor)).toBeUndefined();
    },
  );

  it.each(MODELS)('orders the prices of $name on $vendor by day', ({ facts }) => {
    const days = facts.prices.map(({ from }) => from ?? '');
    expect(days).toEqual([...new Set(days)].toSorted());
    expect(days[0] ?? '').toBe('');
  });

  it('names each model once, because metrics tell the model without its vendor', () => {
    const names = MODELS.filter(({ vendor }) => vendor !== 'vertex').map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('read no source after the day on which it was compared with its sources', () => {
    const days = Object.values(SOURCES).map(({ readOn }) => readOn);
    expect(days.toSorted().at(-1)).toBe(CATALOGUE_READ_ON);
  });
});
