import type { Subject } from '../access/access';
import { castOf, type Kind } from '../../../../lib/isolation/contract/cast';
import { isService } from '../decide/request';
import type { Evidence } from '../judge/evidence';
import { absent, type Fact } from '../policies/facts';
import type { Model, Principal } from '../model/model';
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

const KINDS: Partial<Record<Kind, string>> = {
  hub: 'Data Hub',
  node: 'Hybrid node',
  user: 'User',
  certificate: 'Certificate',
};
const OTHER_KIND = 'Role';

/** The principals of an organization, those of one kind together. */
export function subjectsOf({ model, principals }: Evidence, owner: string): MatrixSubject[] {
  const { requesters } = castOf(model, owner);
  const kindOf = ({ arn }: Principal): string => {
    const found = (Object.keys(KINDS) as Kind[]).find((kind) =>
      requesters[kind].some((requester) => !isService(requester) && requester.arn === arn),
    );
    return (found === undefined ? undefined : KINDS[found]) ?? OTHER_KIND;
  };
  const subjects = principals
    .filter((principal) => principal.owner === owner)
    .map((principal) => ({
      kind: kindOf(principal),
      name: nameOf(principal),
      source: principal.source,
      subject: principal,
      anyIdentity: false,
    }));
  return [...Object.values(KINDS), OTHER_KIND].flatMap((kind) =>
    subjects.filter((subject) => subject.kind === kind),
  );
}

/** Principals of no organization, the strongest that there can be first. */
export function platformSubjects({ model, principals }: Evidence): MatrixSubject[] {
  return [
    ...administrators(model),
    ...principals
      .filter(({ owner }) => owner === undefined)
      .map((principal) => ({
        kind: principal.kind === 'user' ? 'User' : 'Role',
        name: nameOf(principal),
        source: principal.source,
        subject: principal,
        anyIdentity: false,
      })),
  ];
}

/** Whoever is allowed everything by identity policies, and carries none of the tags that any principal carries. */
function administrators(model: Model): MatrixSubject[] {
  const [owner] = model.ownership.organizations;
  const tags = new Map(
    model.principals
      .flatMap(({ facts }) => [...facts.keys()])
      .filter((key) => key.startsWith('aws:principaltag/'))
      .map((key): [string, Fact] => [key, absent]),
  );
  return castOf(model, owner ?? '').requesters.administrator.flatMap((administrator) =>
    isService(administrator)
      ? []
      : [
          {
            kind: 'Any administrator',
            name: 'with policies that allow everything',
            subject: { ...administrator, facts: new Map([...administrator.facts, ...tags]) },
            anyIdentity: true,
          },
        ],
  );
}

/** The last part of the ARN; for whoever will be given a policy that is attached to nobody, that policy's name. */
function nameOf({ arn, source: { type, properties } }: Principal): string {
  const { ManagedPolicyName: policy, Users: users, Roles: roles } = properties;
  const isAttached = type !== 'AWS::IAM::ManagedPolicy' || users !== undefined || roles !== undefined;
  return isAttached || typeof policy !== 'string' ? arn.slice(arn.lastIndexOf('/') + 1) : `with ${policy}`;
}
