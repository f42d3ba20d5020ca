import type { Json } from '../templates/json';
import { listOf } from '../templates/json';
import { NotUnderstoodError } from '../templates/resolved';
import type { TemplateResource } from '../templates/template';
import { readStatements, type Statement } from '../policies/statement';
import { requiredText } from './required-text';

/** What identity policies are attached to. A group makes no requests: its members have its policies. */
export type HolderKind = 'role' | 'user' | 'group';

/** A policy that stands apart, in the template, from whom it is attached to. */
export interface AttachedPolicy {
  readonly statements: readonly Statement[];
  /** Names of whom it is attached to. */
  readonly holders: Readonly<Record<HolderKind, readonly string[]>>;
  /** Name of an inline policy; undefined for a managed policy. */
  readonly inlineName: string | undefined;
  readonly source: TemplateResource;
}

/** `AWS::IAM::ManagedPolicy`. It may be attached to nobody, or by its ARN. */
export function readManagedPolicy(resource: TemplateResource): AttachedPolicy {
  return readPolicy(resource, holdersIn(resource), undefined);
}

/** `AWS::IAM::Policy`: an inline policy of each role, user and group that it names. This is what `addToPolicy` of the CDK makes. */
export function readInlinePolicy(resource: TemplateResource): AttachedPolicy {
  const holders = holdersIn(resource);
  if (Object.values(holders).every((names) => names.length === 0)) {
    throw new NotUnderstoodError('it is attached to no role, user or group; attach it, or remove it');
  }
  return readPolicy(resource, holders, inlineNameOf(resource));
}

/** `AWS::IAM::RolePolicy`, `AWS::IAM::UserPolicy` or `AWS::IAM::GroupPolicy`: an inline policy of the one that it names. */
export function readInlinePolicyOf(kind: HolderKind, resource: TemplateResource): AttachedPolicy {
  const name = resource.properties[NAME_PROPERTIES[kind]];
  if (name === undefined)
    throw new NotUnderstoodError(
      `it names no ${kind}; set ${kind.charAt(0).toUpperCase()}${kind.slice(1)}Name`,
    );
  const holders = { ...NOBODY, [kind]: [requiredText(name, resource)] };
  return readPolicy(resource, holders, inlineNameOf(resource));
}

const NAME_PROPERTIES: Readonly<Record<HolderKind, string>> = {
  role: 'RoleName',
  user: 'UserName',
  group: 'GroupName',
};

const NOBODY: AttachedPolicy['holders'] = { role: [], user: [], group: [] };

function readPolicy(
  source: TemplateResource,
  holders: AttachedPolicy['holders'],
  inlineName: string | undefined,
): AttachedPolicy {
  return {
    statements: readStatements(source.properties['PolicyDocument'], source),
    holders,
    inlineName,
    source,
  };
}

function holdersIn(resource: TemplateResource): AttachedPolicy['holders'] {
  const { Roles: roles, Users: users, Groups: groups } = resource.properties;
  const names = (list: Json | undefined): string[] =>
    listOf(list).map((name) => requiredText(name, resource));
  return { role: names(roles), user: names(users), group: names(groups) };
}

function inlineNameOf(resource: TemplateResource): string {
  const { PolicyName: name } = resource.properties;
  if (name === undefined) throw new NotUnderstoodError('it has no PolicyName; set it');
  return requiredText(name, resource);
}
