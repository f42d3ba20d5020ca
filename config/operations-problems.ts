import { metadataProblems, ONE_SAML_PROVIDER } from './analysts';
import { COMPLIANCE_PACKS, type CompliancePack } from './compliance-packs';
import { choiceProblem } from './choice-problem';
import type { Problem } from './errors';
import { listAt, valueAt } from './json-path';
import { OPERATOR_ROLES } from './operations-schema';
import { SUPPORTED_REGIONS } from './region';
import { placeIn } from './schema-problems';

/**
 * Days for which rule packs ask that records of access are kept: AWS Config's check of retention, which the NIST pack
 * has, and six years of HIPAA's documentation (45 CFR 164.316(b)(2)(i)).
 * https://docs.aws.amazon.com/config/latest/developerguide/cw-loggroup-retention-period-check.html
 */
const LEAST_RETENTION_DAYS: Readonly<Partial<Record<CompliancePack, number>>> = {
  'HIPAA.Security': 2192,
  'NIST.800.53.R5': 365,
};

const ONE_WAY = 'write exactly one of "oidc", "saml" and "roles": one place says who is an operator';

export interface EnvironmentPlace {
  /** Where the environment's file is, and the metadata document. */
  readonly directory: string;
  readonly file: string;
  /** Beginning of the names of roles that the platform makes. */
  readonly ownRoles: string;
}

/**
 * Problems of operations that the schema cannot know: they depend on the account, on other fields, or on another file.
 * Read from the raw JSON, so that they are told beside all others.
 */
export function operationsProblems(json: unknown, place: EnvironmentPlace): Problem[] {
  const { directory, file } = place;
  const metadata = [...SIGN_IN, 'saml', 'metadata'];
  return [
    ...choiceProblem(json, SIGN_IN, ['oidc', 'saml', 'roles'], ONE_WAY, file),
    ...choiceProblem(json, [...SIGN_IN, 'saml'], ['metadata', 'provider'], ONE_SAML_PROVIDER, file),
    ...metadataProblems(valueAt(json, metadata), directory, placeIn(file, metadata)),
    ...otherAccountProblems(json, [...SIGN_IN, 'saml', 'provider'], file),
    ...roleProblems(json, place),
    ...audienceProblems(json, file),
    ...breakGlassProblems(json, file),
    ...auditProblems(json, file),
    ...guardrailProblems(json, file),
    ...organizationProblems(json, file),
  ];
}

const SIGN_IN = ['operations', 'signIn'];
const BREAK_GLASS = ['operations', 'breakGlass'];
const AUDIT = ['operations', 'audit'];

function otherAccountProblems(json: unknown, path: readonly PropertyKey[], file: string): Problem[] {
  const account = valueAt(json, ['account']);
  const value = valueAt(json, path);
  const owner = ownerOf(value);
  return owner === undefined || typeof account !== 'string' || owner === account
    ? []
    : [{ place: placeIn(file, path), value, fix: `is of another account; name one of account ${account}` }];
}

function ownerOf(arn: unknown): string | undefined {
  return typeof arn === 'string' ? /^arn:[^:]*:iam::(\d{12}):/.exec(arn)?.[1] : undefined;
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
            fix: 'an external id is for a role of another account; take it out',
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
            fix: `is the audience of ${other} as well, so that each of their tokens would let in to both; write another`,
          },
        ];
  });
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
      fix: 'there is no such role without "operations.breakGlass"; add it, for example {"sessionMinutes": 60}, or take this out',
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

function auditProblems(json: unknown, file: string): Problem[] {
  const audit = valueAt(json, AUDIT);
  if (typeof audit !== 'object' || audit === null) return [];
  return [...retentionProblems(json, file), ...archiveProblems(json, file)];
}

function retentionProblems(json: unknown, file: string): Problem[] {
  const path = [...AUDIT, 'retentionDays'];
  const days = valueAt(json, path);
  if (typeof days !== 'number') return [];
  const written = valueAt(json, ['compliancePacks']);
  const packs = Array.isArray(written) ? written : COMPLIANCE_PACKS;
  return COMPLIANCE_PACKS.flatMap((pack) => {
    const least = LEAST_RETENTION_DAYS[pack] ?? 0;
    return packs.includes(pack) && days >= 1 && days < least
      ? [{ place: placeIn(file, path), value: days, fix: `${pack} asks for ${least} days or more` }]
      : [];
  });
}

function archiveProblems(json: unknown, file: string): Problem[] {
  const [flag, account, region] = ['separateAccount', 'account', 'region'].map((name) => [...AUDIT, name]);
  if (flag === undefined || account === undefined || region === undefined) return [];
  const isSeparate = valueAt(json, flag) === true;
  const own = valueAt(json, ['account']);
  const other = valueAt(json, account);
  const otherRegion = valueAt(json, region);
  const problems: Problem[] = [];
  if (!isSeparate) {
    for (const path of [account, region]) {
      const value = valueAt(json, path);
      if (value === undefined) continue;
      problems.push({ place: placeIn(file, path), value, fix: 'counts with "separateAccount": true only' });
    }
    return problems;
  }
  if (other === undefined) {
    problems.push({
      place: placeIn(file, account),
      fix: 'is missing; write the account that keeps the trail',
    });
  } else if (other === own) {
    problems.push({
      place: placeIn(file, account),
      value: other,
      fix: 'is the account of the environment; write another, or take "separateAccount" out',
    });
  }
  if (typeof otherRegion === 'string') problems.push(...regionProblem(json, region, otherRegion, file));
  return problems;
}

/** A Region that is none, or one of another partition, which this account cannot reach. */
function regionProblem(json: unknown, path: readonly PropertyKey[], name: string, file: string): Problem[] {
  const region = SUPPORTED_REGIONS.get(name);
  const own = valueAt(json, ['region']);
  const partition = typeof own === 'string' ? SUPPORTED_REGIONS.get(own)?.partition : undefined;
  const place = placeIn(file, path);
  if (region === undefined)
    return [{ place, value: name, fix: 'no such Region; write one, for example "eu-west-1"' }];
  return partition === undefined || region.partition === partition
    ? []
    : [
        {
          place,
          value: name,
          fix: `is in the partition ${region.partition}, and the environment in ${partition}`,
        },
      ];
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

/** What an organization asks for and its environment does not offer would be ignored. */
function organizationProblems(json: unknown, file: string): Problem[] {
  if (valueAt(json, [...AUDIT, 'organizations']) === true) return [];
  return listAt(json, ['organizations']).flatMap((organization, index) =>
    valueAt(organization, ['audit']) === true
      ? [
          {
            place: placeIn(file, ['organizations', index, 'audit']),
            value: true,
            fix: 'needs "organizations": true in "operations.audit"',
          },
        ]
      : [],
  );
}
