/** Facts of models as data, without dependencies on a vendor's package. */
export {
  CATALOGUE_READ_ON,
  type CatalogueEntry,
  type CatalogueVendor,
  DEFAULT_MODELS,
  findModel,
  type ModelName,
  modelsOf,
  retirementOf,
} from './catalogue.ts';
export type { ModelFacts, ModelRole, Retirement, ThinkingLevel } from './model-facts.ts';
export { type ListPrice, Price, priceOn } from './price.ts';
export { addDays, type Day, dayOf } from './day.ts';
export { SOURCES } from './sources.ts';
