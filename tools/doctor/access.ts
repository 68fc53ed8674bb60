import { configuredModels } from '@bakebot/agent/configured-models';
import { checkVendorAccess, type VendorAccess } from '@bakebot/agent/vendor-access';
import { fail, ok, warn, type Finding } from './finding.ts';

/** Asks the vendors whether the environment's keys are good, and whether they have the models that it chooses. */
export async function checkAccess(variables: NodeJS.ProcessEnv): Promise<Finding[]> {
  const models = configuredModels(variables);
  const findings = findingsOf(await checkVendorAccess(models, variables));
  return models.some(({ vendor }) => vendor === 'vertex')
    ? [
        ...findings,
        ok('access', 'to Vertex AI: not checked, its credentials are used in calls only'),
      ]
    : findings;
}

/** One finding for each sentence: a wrong key is wrong for every model. */
function findingsOf(results: readonly VendorAccess[]): Finding[] {
  const good = results.filter(({ error }) => !error).map(({ model }) => model);
  const bad = new Map(results.flatMap((each) => (each.sentence ? [[each.sentence, each]] : [])));
  const problems = [...bad].map(([sentence, { error }]) => {
    const found = sentence.slice(0, sentence.indexOf(': '));
    const remedy = sentence.slice(found.length + 2);
    const verdict = error?.isPermanent ? fail : warn;
    return verdict('access', found, remedy.charAt(0).toUpperCase() + remedy.slice(1));
  });
  return good.length > 0 ? [...problems, ok('access', `to ${good.join(', ')}`)] : problems;
}
