import { COMPLIANCE_PACKS, type CompliancePack } from './compliance-packs';
import type { Problem } from './errors';
import { regionProblem } from './foreign-place-problems';
import { listAt, valueAt } from './json-path';
import { placeIn } from './schema-problems';

/** Where a file of an environment asks for a trail. */
export const AUDIT = ['operations', 'audit'];

/**
 * Days for which rule packs ask that records of access are kept: AWS Config's check of retention, which the NIST pack
 * has, and six years of HIPAA's documentation (45 CFR 164.316(b)(2)(i)).
 * https://docs.aws.amazon.com/config/latest/developerguide/cw-loggroup-retention-period-check.html
 */
const LEAST_RETENTION_DAYS: Readonly<Partial<Record<CompliancePack, number>>> = {
  'HIPAA.Security': 2192,
  'NIST.800.53.R5': 365,
};

/** Problems of how long the trail is kept, and of where. */
export function auditProblems(json: unknown, file: string): Problem[] {
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
      fix: 'is the account of the environment; write another, or remove "separateAccount"',
    });
  }
  if (typeof otherRegion === 'string') problems.push(...regionProblem(json, region, otherRegion, file));
  return problems;
}

/** What an organization asks for and its environment does not offer would be ignored. */
export function organizationAuditProblems(json: unknown, file: string): Problem[] {
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
