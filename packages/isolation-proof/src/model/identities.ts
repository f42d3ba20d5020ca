import type { Unknown } from '../templates/errors';
import { type Fact, type Facts, known } from '../policies/facts';
import { isObject, type Json, listOf } from '../templates/json';
import type { Principal } from './principal';
import type { Ownership } from './ownership';
import { tagFacts, tagsOf } from './tags';
import { comparedTags } from './tenant-tags';
import { arnOf } from '../templates/arn';
import { resolveText } from '../templates/resolve';
import { NotUnderstoodError } from '../templates/resolved';
import { readStatements, type Statement } from '../policies/statement';
import type { StackTemplate, TemplateResource } from '../templates/template';

/** Types of IAM that are read here. */
const UNDERSTOOD = new Set([
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Role',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::User',
]);

/** A policy that stands apart from the principals it is attached to. */
interface AttachedPolicy {
  readonly statements: readonly Statement[];
  readonly roles: readonly string[];
  readonly users: readonly string[];
  readonly source: TemplateResource;
}

/** Reads every principal of the templates with all its policies. */
export function readIdentities(
  stacks: readonly StackTemplate[],
  ownership: Ownership,
  unknowns: Unknown[],
): Principal[] {
  const resources = stacks.flatMap((stack) => [...stack.resources.values()]);
  const each = <T>(type: string, read: (resource: TemplateResource) => T): T[] =>
    resources
      .filter((resource) => resource.type === type)
      .flatMap((resource) => {
        try {
          return [read(resource)];
        } catch (error) {
          if (!(error instanceof NotUnderstoodError)) throw error;
          unknowns.push({ place: resource.path, reason: error.message });
          return [];
        }
      });

  for (const { type, path } of resources) {
    if (type.startsWith('AWS::IAM::') && !UNDERSTOOD.has(type)) {
      unknowns.push({ place: path, reason: `${type} is not supported` });
    }
  }
  const managed = new Map(
    each('AWS::IAM::ManagedPolicy', (resource): [string, AttachedPolicy] => [
      requireText({ Ref: resource.logicalId }, resource),
      readAttachedPolicy(resource),
    ]),
  );
  const separate = each('AWS::IAM::RolePolicy', readRolePolicy);
  const attached = attachments([...managed.values(), ...separate]);
  const roles = each('AWS::IAM::Role', (role) => readPrincipal(role, 'role', managed, attached, ownership));
  const users = each('AWS::IAM::User', (user) => readPrincipal(user, 'user', managed, attached, ownership));
  const certificates = each('AWS::IoT::Policy', (policy) => readCertificateHolder(policy, ownership));
  refuseUnknownRoles([...managed.values(), ...separate], roles, unknowns);
  const made = new Set([...roles, ...users].map(({ arn }) => arn));
  return [...roles, ...users, ...existingUsers(managed, made, roles, ownership, unknowns), ...certificates];
}

function readAttachedPolicy(resource: TemplateResource): AttachedPolicy {
  const { PolicyDocument: document, Roles: roles, Users: users, Groups: groups } = resource.properties;
  if (groups !== undefined) throw new NotUnderstoodError('a policy attached to a group is not supported');
  const names = (list: Json | undefined): string[] => listOf(list).map((name) => requireText(name, resource));
  return {
    statements: readStatements(document, resource),
    roles: names(roles),
    users: names(users),
    source: resource,
  };
}

/** An inline policy that stands apart from its role in the template. */
function readRolePolicy(resource: TemplateResource): AttachedPolicy {
  const { PolicyDocument: document, RoleName: role } = resource.properties;
  if (role === undefined) throw new NotUnderstoodError('it names no role');
  return {
    statements: readStatements(document, resource),
    roles: [requireText(role, resource)],
    users: [],
    source: resource,
  };
}

/** Statements of the policies that name a role or a user, by what {@link attachmentKey} gives. */
type Attachments = ReadonlyMap<string, readonly Statement[]>;

function attachments(policies: Iterable<AttachedPolicy>): Attachments {
  const found = new Map<string, Statement[]>();
  for (const { statements, roles, users } of policies) {
    const keys = [
      ...roles.map((name) => attachmentKey('role', name)),
      ...users.map((name) => attachmentKey('user', name)),
    ];
    for (const key of keys) {
      const list = found.get(key);
      if (list === undefined) found.set(key, [...statements]);
      else list.push(...statements);
    }
  }
  return found;
}

function attachmentKey(kind: 'role' | 'user', name: string): string {
  return `${kind} ${name}`;
}

function readPrincipal(
  resource: TemplateResource,
  kind: 'role' | 'user',
  managed: ReadonlyMap<string, AttachedPolicy>,
  attached: Attachments,
  ownership: Ownership,
): Principal {
  const { properties } = resource;
  const name = requireText({ Ref: resource.logicalId }, resource);
  const arn = requireText({ 'Fn::GetAtt': [resource.logicalId, 'Arn'] }, resource);
  const inline = listOf(properties['Policies']).flatMap((policy) =>
    readStatements(isObject(policy) ? policy['PolicyDocument'] : undefined, resource),
  );
  const referenced = listOf(properties['ManagedPolicyArns']).flatMap((policy) =>
    policyByArn(requireText(policy, resource), managed).statements.slice(),
  );
  if (listOf(properties['Groups']).length > 0) {
    throw new NotUnderstoodError('a user in a group is not supported');
  }
  const boundary = properties['PermissionsBoundary'];
  return {
    arn,
    kind,
    owner: ownership.of(resource),
    identity: [...inline, ...referenced, ...(attached.get(attachmentKey(kind, name)) ?? [])],
    boundary:
      boundary === undefined ? undefined : policyByArn(requireText(boundary, resource), managed).statements,
    facts: principalFacts(resource, arn, tagsOf(resource), ownership),
    trust: kind === 'role' ? readStatements(properties['AssumeRolePolicyDocument'], resource) : [],
    source: resource,
  };
}

/**
 * Users that a policy names and no template makes. They carry their organization's tags once an administrator
 * has set them; until then they are denied more. What else they have been given outside the templates is
 * not known here, and is an assumption of the proof.
 */
function existingUsers(
  managed: ReadonlyMap<string, AttachedPolicy>,
  made: ReadonlySet<string>,
  roles: readonly Principal[],
  ownership: Ownership,
  unknowns: Unknown[],
): Principal[] {
  const policiesOf = new Map<string, AttachedPolicy[]>();
  for (const policy of managed.values()) {
    for (const user of policy.users) {
      const arn = arnOf(policy.source, 'iam', `user/${user}`);
      if (!made.has(arn)) policiesOf.set(arn, [...(policiesOf.get(arn) ?? []), policy]);
    }
  }
  const siblings = new Map(roles.map((role) => [role.source.stack, role]));
  return [...policiesOf].flatMap(([arn, policies]): Principal[] => {
    const [first] = policies;
    const owners = new Set(policies.map(({ source }) => ownership.of(source)));
    const [owner] = owners;
    const sibling = first === undefined ? undefined : siblings.get(first.source.stack);
    if (first === undefined || owner === undefined || owners.size > 1 || sibling === undefined) {
      const place = first?.source.path ?? arn;
      unknowns.push({
        place,
        reason: `the organization of the existing user ${arn} is unknown: its policies must stand in the stack of one organization, beside a role`,
      });
      return [];
    }
    const identity = policies.flatMap(({ statements }) => statements);
    const facts = principalFacts(first.source, arn, tagsOf(sibling.source), ownership);
    return [
      { arn, kind: 'user', owner, identity, boundary: undefined, facts, trust: [], source: first.source },
    ];
  });
}

/** A role that a policy is attached to and no template makes would have rights that nobody judges. */
function refuseUnknownRoles(
  policies: readonly AttachedPolicy[],
  roles: readonly Principal[],
  unknowns: Unknown[],
): void {
  const made = new Set(roles.map(({ arn }) => arn.slice(arn.lastIndexOf('/') + 1)));
  for (const { roles: names, source } of policies) {
    for (const name of names) {
      if (made.has(name)) continue;
      unknowns.push({
        place: source.path,
        reason: `it is attached to the role ${name}, which no template makes`,
      });
    }
  }
}

/** Whoever holds a certificate with an IoT policy can do what the policy says. */
function readCertificateHolder(resource: TemplateResource, ownership: Ownership): Principal {
  if (ownership.of(resource) === undefined) {
    throw new NotUnderstoodError('an IoT policy of no organization is not supported');
  }
  const arn = requireText({ 'Fn::GetAtt': [resource.logicalId, 'Arn'] }, resource);
  return {
    arn,
    kind: 'certificate',
    owner: ownership.of(resource),
    identity: readStatements(resource.properties['PolicyDocument'], resource),
    boundary: undefined,
    facts: new Map(),
    trust: [],
    source: resource,
  };
}

function principalFacts(
  resource: TemplateResource,
  arn: string,
  tags: ReadonlyMap<string, string>,
  ownership: Ownership,
): Facts {
  return new Map<string, Fact>([
    ['aws:principalarn', known(arn)],
    ['aws:principalaccount', known(resource.stack.account)],
    ...tagFacts('aws:PrincipalTag/', tags, comparedTags(ownership.tags)),
  ]);
}

function policyByArn(arn: string, managed: ReadonlyMap<string, AttachedPolicy>): AttachedPolicy {
  const policy = managed.get(arn);
  if (policy === undefined) throw new NotUnderstoodError(`the policy ${arn} is not in the templates`);
  return policy;
}

function requireText(value: Json, { stack }: TemplateResource): string {
  const text = resolveText(value, stack);
  if (text === undefined)
    throw new NotUnderstoodError(`${JSON.stringify(value)} is unknown before deployment`);
  return text;
}
