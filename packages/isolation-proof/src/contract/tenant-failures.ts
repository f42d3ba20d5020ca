import type { Model } from '../model/model';
import type { Principal } from '../model/principal';
import { partsOf } from '../model/tenant-parts';
import type { TenantContract } from './contract';
import type { ContractFailure } from './contract-failure';

/** A tenant whose templates do not give what requests are made of: no row can be asked of it. */
export function missingNames(organization: string, missing: readonly string[]): ContractFailure {
  return {
    row: 'names',
    sentence: 'its templates say where its data, key and queries are',
    organization,
    expected: 'allowed',
    actual: 'denied',
    because: `the templates define no ${missing.join(', ')}`,
    statements: [],
    remedy: 'Give the organization all of its resources, with the names that the others have.',
  };
}

/** Kinds that a tenant has no principal of although it must, and principals that are of no kind. */
export function kindFailures(
  organization: string,
  { absentKinds, unclassified }: Pick<TenantContract, 'absentKinds' | 'unclassified'>,
): ContractFailure[] {
  const common = { row: 'principals', organization, expected: 'allowed', actual: 'denied' } as const;
  return [
    ...absentKinds.map((kind) => ({
      ...common,
      sentence: `${organization} has a principal of the kind: ${kind}`,
      because: 'there is none',
      statements: [],
      remedy: `The specification requires one of every organization. Add it, or make the kind ${kind} optional.`,
    })),
    ...unclassified.map((principal) => ({
      ...common,
      sentence: `${principal.arn} is of a kind that the specification knows`,
      because: 'no kind recognises it',
      statements: principal.trust,
      path: principal.source.path,
      remedy:
        `Add its kind to the specification, with "recognises: ${recognition(principal)}". ` +
        'Rows that say what it may do are optional: every claim is about it already.',
    })),
  ];
}

/** How a kind could recognise a principal, as it is written in a specification. */
function recognition({ arn, kind, trust }: Principal): string {
  if (kind !== 'role') return `({ kind }) => kind === '${kind}'`;
  const [service] = trust.flatMap(({ principals }) => principals?.services ?? []);
  return service === undefined
    ? `({ arn }) => arn.endsWith('${arn.slice(arn.lastIndexOf('/'))}')`
    : `trustedBy('${service}')`;
}

/**
 * Principals of a tenant that are not held in by the boundary that all tenants share: one of two locks would be gone.
 */
export function boundaryFailures(model: Model, organization: string): ContractFailure[] {
  const { principals } = partsOf(model, organization);
  const made = principals.filter(({ source }) => /^AWS::IAM::(?:Role|User)$/.test(source.type));
  return made.flatMap(({ arn, boundary, source }): ContractFailure[] => {
    const own = boundary?.filter((statement) => model.ownership.of(statement.source) !== undefined);
    if (own?.length === 0) return [];
    return [
      {
        row: 'principals',
        sentence: `${arn} is held in by the boundary that all organizations share`,
        organization,
        expected: 'denied',
        actual: 'allowed',
        because: own === undefined ? 'it has no boundary' : 'its boundary is a policy of its organization',
        statements: own ?? [],
        path: source.path,
        remedy: 'Make the policy of the shared stack its PermissionsBoundary.',
      },
    ];
  });
}
