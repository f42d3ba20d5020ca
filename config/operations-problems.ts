import { AUDIT, auditProblems, organizationAuditProblems } from './audit-problems';
import type { Problem } from './errors';
import { otherAccountProblems, regionProblem } from './foreign-place-problems';
import { listAt, valueAt } from './json-path';
import { type EnvironmentPlace, SIGN_IN, signInProblems } from './operator-sign-in-problems';
import { placeIn } from './schema-problems';

const BREAK_GLASS = ['operations', 'breakGlass'];

/**
 * Problems of operations that the schema cannot know: they depend on the account, on other fields, or on another file.
 * Read from the raw JSON, so that they are told beside all others.
 */
export function operationsProblems(json: unknown, place: EnvironmentPlace): Problem[] {
  const { file } = place;
  return [
    ...signInProblems(json, place),
    ...breakGlassProblems(json, file),
    ...auditProblems(json, file),
    ...guardrailProblems(json, file),
    ...organizationAuditProblems(json, file),
  ];
}

function breakGlassProblems(json: unknown, file: string): Problem[] {
  const isAsked = valueAt(json, BREAK_GLASS) !== undefined;
  const ways = ['roles', 'oidc'].map((way) =>
    way === 'oidc' ? [...SIGN_IN, way, 'audiences', 'break-glass'] : [...SIGN_IN, way, 'break-glass'],
  );
  const named = ways.filter((path) => {
    const value = valueAt(json, path);
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
  });
  if (!isAsked) {
    return named.map((path) => ({
      place: placeIn(file, path),
      fix: 'there is no such role without "operations.breakGlass"; add it, for example {"sessionMinutes": 60}, or remove this',
    }));
  }
  const place = placeIn(file, BREAK_GLASS);
  const missing: Problem[] = [];
  if (valueAt(json, AUDIT) === undefined) {
    missing.push({ place, fix: 'needs "operations.audit": without a trail nobody is told of its use' });
  }
  if (named.length === 0 && valueAt(json, [...SIGN_IN, 'saml']) === undefined) {
    missing.push({ place, fix: 'nobody may use it; say who in "operations.signIn", under "break-glass"' });
  }
  return missing;
}

function guardrailProblems(json: unknown, file: string): Problem[] {
  const guardrails = ['operations', 'guardrails'];
  const regions = [...guardrails, 'regions'];
  const exempt = [...guardrails, 'exempt'];
  return [
    ...listAt(json, regions).flatMap((name, index) =>
      typeof name === 'string' ? regionProblem(json, [...regions, index], name, file) : [],
    ),
    ...listAt(json, exempt).flatMap((_, index) => otherAccountProblems(json, [...exempt, index], file)),
  ];
}
