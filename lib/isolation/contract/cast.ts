import type { Subject } from '../../../packages/isolation-proof/src/access/access';
import { type Fact, known } from '../../../packages/isolation-proof/src/policies/facts';
import type { Model, Principal } from '../../../packages/isolation-proof/src/model/model';
import { arnOf } from '../../../packages/isolation-proof/src/templates/physical-names';
import { resolveText } from '../../../packages/isolation-proof/src/templates/resolve';
import { readStatements, type Statement } from '../../../packages/isolation-proof/src/policies/statement';
import type {
  StackTemplate,
  TemplateResource,
} from '../../../packages/isolation-proof/src/templates/template';
import {
  type OrganizationParts,
  partsOf,
} from '../../../packages/isolation-proof/src/model/organization-parts';
import type { ConcreteRequest } from '../../../packages/isolation-proof/src/decide/request';

/** Who makes a request of the contract. */
export type Kind =
  /** Whoever assumes the role that an organization's role alias leads to. */
  | 'hub'
  /** The SSM Agent of a hybrid node. */
  | 'node'
  /** A user of the organization, or whoever is given a policy that is attached to nobody yet. */
  | 'user'
  /** The holder of a certificate, before it has any credentials. */
  | 'certificate'
  /** Whoever is allowed everything by identity policies and carries no organization's tag. */
  | 'administrator'
  | 'credentials provider'
  | 'systems manager'
  /** S3, as it writes records of access into the bucket of logs. */
  | 'log delivery';

/** Kinds of principals that belong to an organization. Each organization has to have all of them. */
export const OWN_KINDS = ['hub', 'node', 'user', 'certificate'] as const satisfies readonly Kind[];

/** Everybody whom the contract asks about for one organization. */
export interface Cast {
  readonly requesters: Readonly<Record<Kind, readonly ConcreteRequest['requester'][]>>;
  /** Principals of the organization that are of no kind, so that nobody says what they are for. */
  readonly strangers: readonly Principal[];
}

const CREDENTIALS_PROVIDER = 'credentials.iot.amazonaws.com';
const SYSTEMS_MANAGER = 'ssm.amazonaws.com';
const LOG_DELIVERY = 'logging.s3.amazonaws.com';

/**
 * Finds an organization's principals by kind. A hub is known by two marks, its trust and the role alias that
 * leads to it, so that losing one of them makes it fail its rows and not vanish from them.
 */
export function castOf(model: Model, slug: string): Cast {
  const parts = partsOf(model, slug);
  const aliased = new Set(
    parts.resources
      .filter(({ type }) => type === 'AWS::IoT::RoleAlias')
      .map(({ properties, stack }) => resolveText(properties['RoleArn'] ?? '', stack)),
  );
  const isHub = (principal: Principal): boolean =>
    principal.kind === 'role' && (aliased.has(principal.arn) || trusts(principal, CREDENTIALS_PROVIDER));
  const isNode = (principal: Principal): boolean => trusts(principal, SYSTEMS_MANAGER);
  const { principals } = parts;
  const [stack] = model.stacks;
  return {
    requesters: {
      hub: principals.filter(isHub).map(withCertificate),
      node: principals.filter(isNode),
      user: [...principals.filter(({ kind }) => kind === 'user'), ...usersToBe(parts)],
      certificate: principals.filter(({ kind }) => kind === 'certificate'),
      administrator: stack === undefined ? [] : [administratorOf(stack)],
      'credentials provider': [{ service: CREDENTIALS_PROVIDER }],
      'systems manager': [{ service: SYSTEMS_MANAGER }],
      'log delivery': [{ service: LOG_DELIVERY }],
    },
    strangers: principals.filter(
      (principal) => principal.kind === 'role' && !isHub(principal) && !isNode(principal),
    ),
  };
}

function trusts({ trust }: Principal, service: string): boolean {
  return trust.some(({ principals }) => principals?.services.includes(service) === true);
}

/** https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html */
function withCertificate(hub: Principal): Subject {
  return {
    ...hub,
    facts: new Map<string, Fact>([
      ...hub.facts,
      ['credentials-iot:awscertificateid', known('0123456789abcdef'.repeat(4))],
      ['credentials-iot:thingname', known('example-hub')],
    ]),
  };
}

/** Existing users who will be given a policy: one for each that is attached to nobody, with the tags they will get. */
function usersToBe({ resources, principals }: OrganizationParts): Subject[] {
  const attached = new Set(
    principals
      .flatMap(({ identity, boundary }) => [...identity, ...(boundary ?? [])])
      .map(({ source }) => source),
  );
  const role = principals.find(({ kind }) => kind === 'role');
  const tags = [...(role?.facts ?? [])].filter(([key]) => key.startsWith('aws:principaltag/'));
  return resources
    .filter((resource) => resource.type === 'AWS::IAM::ManagedPolicy' && !attached.has(resource))
    .map((policy) => {
      const arn = arnOf(policy, 'iam', 'user/any-user');
      const facts = new Map<string, Fact>([
        ...tags,
        ['aws:principalarn', known(arn)],
        ['aws:principalaccount', known(policy.stack.account)],
      ]);
      return { arn, identity: statementsIn(policy), boundary: undefined, facts };
    });
}

const statementsOfPolicies = new WeakMap<TemplateResource, readonly Statement[]>();

function statementsIn(policy: TemplateResource): readonly Statement[] {
  const statements =
    statementsOfPolicies.get(policy) ?? readStatements(policy.properties['PolicyDocument'], policy);
  statementsOfPolicies.set(policy, statements);
  return statements;
}

/** The strongest platform principal there can be: only the policies of resources hold it back. */
function administratorOf(stack: StackTemplate): Subject {
  const arn = `arn:${stack.partition}:iam::${stack.account}:role/any-administrator`;
  const everything = { texts: ['*'], negated: false };
  const source = {
    stack,
    logicalId: 'AdministratorAccess',
    type: 'AWS::IAM::ManagedPolicy',
    properties: {},
    path: 'policies of an account administrator',
  };
  return {
    arn,
    identity: [
      {
        effect: 'Allow',
        actions: everything,
        resources: everything,
        conditions: [],
        name: 'Everything',
        source,
      },
    ],
    boundary: undefined,
    facts: new Map([
      ['aws:principalarn', known(arn)],
      ['aws:principalaccount', known(stack.account)],
    ]),
  };
}
