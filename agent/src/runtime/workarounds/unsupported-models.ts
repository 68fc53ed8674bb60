/**
 * Whether the plugin gets no replies from a Live model.
 *
 * **Cause**: to models of these names the plugin (1.9.0) sends an empty list of turns when it requests a reply. The client
 * library rejects it, the socket restarts, and no reply comes (fixed in agents-js#2506, unreleased).
 *
 * **Can go** when the fix is released: `unsupported-models.test.ts` then fails.
 */
export function isUnsupportedModel(model: string): boolean {
  return /3\.1|3\.8/.test(model);
}
