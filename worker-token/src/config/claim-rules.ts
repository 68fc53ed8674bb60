/** A condition on a claim of the session: `is_anonymous=false`. */
export type ClaimRule = {
  /** The claim's name, or the path to a nested one: `user_metadata.plan`. */
  readonly path: string;
  /**
   * `=`: the claim is this text, number or boolean. `!=`: it is there and is another. `~`: it is a list, or a text of
   * words as in `scope`, that contains the value.
   */
  readonly operator: '=' | '!=' | '~';
  readonly value: string;
};

/** Claims with the user's profile, by name or path. */
export type ProfileClaims = {
  readonly name: string;
  readonly locale: string;
  readonly time_zone: string;
  readonly app_version: string;
  readonly preferences: string;
};

export const DEFAULT_PROFILE_CLAIMS: ProfileClaims = {
  name: 'name',
  locale: 'locale',
  time_zone: 'zoneinfo',
  app_version: 'app_version',
  preferences: 'preferences',
};

const RULE = /^([^\s=!~]+)(=|!=|~)(\S+)$/;

/** @returns nothing for a text that is no rule */
export function parseClaimRule(text: string): ClaimRule | undefined {
  const [, path, operator, value] = RULE.exec(text) ?? [];
  if (path === undefined || value === undefined) return undefined;
  return operator === '=' || operator === '!=' || operator === '~'
    ? { path, operator, value }
    : undefined;
}

/** @returns nothing for a text that is no `<profile field>=<claim>` */
export function parseProfileClaim(text: string): Partial<ProfileClaims> | undefined {
  const [, field = '', claim = ''] = /^(\w+)=(\S+)$/.exec(text) ?? [];
  return Object.hasOwn(DEFAULT_PROFILE_CLAIMS, field) ? { [field]: claim } : undefined;
}

/** Whether the claims satisfy a rule. A missing claim satisfies none. */
export function satisfies(claims: object, { path, operator, value }: ClaimRule): boolean {
  const claim = claimAt(claims, path);
  if (operator === '~') return wordsOf(claim).includes(value);
  if (!isScalar(claim)) return false;
  return (String(claim) === value) === (operator === '=');
}

/** The claim with this name, which may contain dots as in `https://app.example.com/plan`, or the nested one at the path. */
export function claimAt(claims: object, path: string): unknown {
  if (Object.hasOwn(claims, path)) return Reflect.get(claims, path);
  const dot = path.indexOf('.');
  if (dot < 0) return undefined;
  const parent = claimAt(claims, path.slice(0, dot));
  return typeof parent === 'object' && parent !== null
    ? claimAt(parent, path.slice(dot + 1))
    : undefined;
}

function wordsOf(claim: unknown): unknown[] {
  if (Array.isArray(claim)) return claim;
  return typeof claim === 'string' ? claim.split(' ') : [];
}

function isScalar(claim: unknown): claim is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof claim);
}
