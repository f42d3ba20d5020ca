import type { Subject, Principal } from '../model/principal';
import { anyAdministrator } from '../model/any-administrator';
import type { PageSpecification } from '../specification/page-specification';
import type { Evidence } from '../claims/evidence';
import { absent, type Fact } from '../policies/facts';
import type { Model } from '../model/model';
import type { TemplateResource } from '../templates/template';

/** A principal as the matrix shows it. */
export interface MatrixSubject {
  readonly kind: string;
  readonly name: string;
  /** Where the name is from; absent for whoever is in no template. */
  readonly source?: TemplateResource;
  readonly subject: Subject;
  /** Whether its identity policies are whatever they may be, and allow everything. */
  readonly anyIdentity: boolean;
}

/** What principals are where nobody says more. */
const GENERAL_KINDS: Readonly<Record<Principal['kind'], string>> = {
  role: 'Role',
  user: 'User',
  certificate: 'Certificate',
};

/** The principals of an organization, those of one kind together. */
export function subjectsOf(
  evidence: Evidence,
  owner: string,
  { kinds = [] }: PageSpecification = {},
): MatrixSubject[] {
  const kindOf = (principal: Principal): string =>
    kinds.find(({ recognises }) => recognises(principal, evidence))?.label ?? GENERAL_KINDS[principal.kind];
  const subjects = evidence.principals
    .filter((principal) => principal.owner === owner)
    .map((principal) => ({
      kind: kindOf(principal),
      name: nameOf(principal),
      source: principal.source,
      subject: principal,
      anyIdentity: false,
    }));
  const order = new Set([...kinds.map(({ label }) => label), ...Object.values(GENERAL_KINDS)]);
  return [...order].flatMap((kind) => subjects.filter((subject) => subject.kind === kind));
}

/** Principals of no organization, the strongest that there can be first. */
export function platformSubjects({ model, principals }: Evidence): MatrixSubject[] {
  return [
    ...administrators(model),
    ...principals
      .filter(({ owner }) => owner === undefined)
      .map((principal) => ({
        kind: GENERAL_KINDS[principal.kind],
        name: nameOf(principal),
        source: principal.source,
        subject: principal,
        anyIdentity: false,
      })),
  ];
}

/** Whoever is allowed everything by identity policies, and carries none of the tags that any principal carries. */
function administrators({ stacks: [stack], principals }: Model): MatrixSubject[] {
  if (stack === undefined) return [];
  const administrator = anyAdministrator(stack);
  const tags = new Map(
    principals
      .flatMap(({ facts }) => [...facts.keys()])
      .filter((key) => key.startsWith('aws:principaltag/'))
      .map((key): [string, Fact] => [key, absent]),
  );
  return [
    {
      kind: 'Any administrator',
      name: 'with policies that allow everything',
      subject: { ...administrator, facts: new Map([...administrator.facts, ...tags]) },
      anyIdentity: true,
    },
  ];
}

/** The last part of the ARN; for whoever will be given a policy that is attached to nobody, that policy's name. */
function nameOf({ arn, source: { type, properties } }: Principal): string {
  const { ManagedPolicyName: policy, Users: users, Roles: roles } = properties;
  const isAttached = type !== 'AWS::IAM::ManagedPolicy' || users !== undefined || roles !== undefined;
  return isAttached || typeof policy !== 'string' ? arn.slice(arn.lastIndexOf('/') + 1) : `with ${policy}`;
}
