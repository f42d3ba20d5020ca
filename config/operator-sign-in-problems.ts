import { metadataProblems, ONE_SAML_PROVIDER } from './analysts';
import { choiceProblem } from './choice-problem';
import type { Problem } from './errors';
import { otherAccountProblems, ownerOf } from './foreign-place-problems';
import { listAt, valueAt } from './json-path';
import { OPERATOR_ROLES } from './operations-schema';
import { placeIn } from './schema-problems';

/** Where a file of an environment says how operators sign in. */
export const SIGN_IN = ['operations', 'signIn'];

const ONE_WAY = 'write exactly one of "oidc", "saml" and "roles": one place says who is an operator';

export interface EnvironmentPlace {
  /** Where the environment's file is, and the metadata document. */
  readonly directory: string;
  readonly file: string;
  /** Beginning of the names of roles that the platform makes. */
  readonly ownRoles: string;
}

/** Problems of how operators sign in, and of who does. */
export function signInProblems(json: unknown, place: EnvironmentPlace): Problem[] {
  const { directory, file } = place;
  const metadata = [...SIGN_IN, 'saml', 'metadata'];
  return [
    ...choiceProblem(json, SIGN_IN, ['oidc', 'saml', 'roles'], ONE_WAY, file),
    ...choiceProblem(json, [...SIGN_IN, 'saml'], ['metadata', 'provider'], ONE_SAML_PROVIDER, file),
    ...metadataProblems(valueAt(json, metadata), directory, placeIn(file, metadata)),
    ...otherAccountProblems(json, [...SIGN_IN, 'saml', 'provider'], file),
    ...roleProblems(json, place),
    ...audienceProblems(json, file),
  ];
}

function roleProblems(json: unknown, { file, ownRoles }: EnvironmentPlace): Problem[] {
  const account = valueAt(json, ['account']);
  return OPERATOR_ROLES.flatMap((use) => {
    const path = [...SIGN_IN, 'roles', use];
    const seen = new Set<string>();
    return listAt(json, path).flatMap((entry, index): Problem[] => {
      const isText = typeof entry === 'string';
      const at = [...path, index, ...(isText ? [] : ['arn'])];
      const arn = isText ? entry : valueAt(entry, ['arn']);
      const owner = ownerOf(arn);
      if (typeof arn !== 'string' || owner === undefined) return [];
      const place = placeIn(file, at);
      const externalId = isText ? undefined : valueAt(entry, ['externalId']);
      if (seen.has(arn)) return [{ place, value: arn, fix: 'this role is listed already' }];
      seen.add(arn);
      if (arn.includes(':user/') && use !== 'break-glass') {
        return [{ place, value: arn, fix: 'is a user, which break-glass alone is for; name a role' }];
      }
      if (typeof account === 'string' && owner !== account) {
        return externalId === undefined ? [{ place, value: arn, fix: withExternalId(arn) }] : [];
      }
      if (externalId !== undefined) {
        return [
          {
            place: placeIn(file, [...path, index, 'externalId']),
            value: externalId,
            fix: 'an external id is for a role of another account; remove it',
          },
        ];
      }
      return arn.slice(arn.lastIndexOf('/') + 1).startsWith(ownRoles)
        ? [{ place, value: arn, fix: "the platform makes roles of such names; name the operators' own" }]
        : [];
    });
  });
}

function withExternalId(arn: string): string {
  return `is a role of another account, which needs the external id that its company gives; write {"arn": "${arn}", "externalId": "..."}`;
}

/** Whoever has a token for an audience gets in to its role: one for two roles would make them one. */
function audienceProblems(json: unknown, file: string): Problem[] {
  const oidc = [...SIGN_IN, 'oidc'];
  const uses = new Map<unknown, string>();
  const analysts = valueAt(json, ['analysts', 'oidc', 'audience']);
  if (valueAt(json, ['analysts', 'oidc', 'issuer']) === valueAt(json, [...oidc, 'issuer'])) {
    uses.set(analysts, 'analysts');
  }
  return OPERATOR_ROLES.flatMap((use) => {
    const path = [...oidc, 'audiences', use];
    const value = valueAt(json, path);
    const other = uses.get(value);
    if (typeof value !== 'string') return [];
    uses.set(value, use);
    return other === undefined
      ? []
      : [
          {
            place: placeIn(file, path),
            value,
            fix: `is the audience of ${other} as well, so that each token would open both roles; write another`,
          },
        ];
  });
}
