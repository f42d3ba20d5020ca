import {
  type IAMClient,
  paginateListAttachedRolePolicies,
  paginateListAttachedUserPolicies,
  paginateListRolePolicies,
  paginateListUserPolicies,
} from '@aws-sdk/client-iam';
import { everyPage } from '../account/every-page';
import type { TemplateResource } from '../deployed/cloud-assembly';
import type { DeployedResource } from '../deployed/deployed-stack';
import { resolveIntrinsics, type IntrinsicScope } from '../deployed/intrinsics';
import { isJsonObject, type JsonObject } from '../deployed/json-value';
import type { DriftedProperty } from './drift-report';

/** A role or a user with the policies that it has. */
interface Principal {
  readonly kind: 'Roles' | 'Users';
  readonly inline: readonly string[];
  /** ARNs. */
  readonly managed: readonly string[];
}

/** Everything that a stack's template says, and what its resources are called. */
export interface DeclaredPolicies {
  readonly resources: Readonly<Record<string, TemplateResource>>;
  readonly deployed: readonly DeployedResource[];
  readonly scope: IntrinsicScope;
}

/**
 * Policies of a role or a user that no resource of its stack's template declares. CloudFormation does not report
 * them where the template sets no `Policies` and no `ManagedPolicyArns`.
 * @returns nothing for a resource of another type.
 */
export async function undeclaredPolicies(
  iam: IAMClient,
  { type, physicalId }: DeployedResource,
  declared: DeclaredPolicies,
): Promise<DriftedProperty[]> {
  const principal = await policiesOf(iam, type, physicalId);
  if (principal === undefined) return [];
  const { inline, managed } = declaredFor(principal.kind, physicalId, declared);
  return [
    ...principal.inline
      .filter((name) => !inline.has(name))
      .map((name) => ({ path: 'Policies', expected: undefined, actual: name })),
    ...principal.managed
      .filter((arn) => !managed.has(arn))
      .map((arn) => ({ path: 'ManagedPolicyArns', expected: undefined, actual: arn })),
  ];
}

async function policiesOf(client: IAMClient, type: string, name: string): Promise<Principal | undefined> {
  if (type === 'AWS::IAM::Role') {
    const [inline, attached] = await Promise.all([
      everyPage(paginateListRolePolicies({ client }, { RoleName: name }), ({ PolicyNames }) => PolicyNames),
      everyPage(
        paginateListAttachedRolePolicies({ client }, { RoleName: name }),
        ({ AttachedPolicies }) => AttachedPolicies,
      ),
    ]);
    return { kind: 'Roles', inline, managed: attached.map(({ PolicyArn = '' }) => PolicyArn) };
  }
  if (type !== 'AWS::IAM::User') return undefined;
  const [inline, attached] = await Promise.all([
    everyPage(paginateListUserPolicies({ client }, { UserName: name }), ({ PolicyNames }) => PolicyNames),
    everyPage(
      paginateListAttachedUserPolicies({ client }, { UserName: name }),
      ({ AttachedPolicies }) => AttachedPolicies,
    ),
  ]);
  return { kind: 'Users', inline, managed: attached.map(({ PolicyArn = '' }) => PolicyArn) };
}

/** What the template puts on a principal, wherever it says so. */
function declaredFor(
  kind: Principal['kind'],
  principal: string,
  { resources, deployed, scope }: DeclaredPolicies,
): { readonly inline: ReadonlySet<string>; readonly managed: ReadonlySet<string> } {
  const inline = new Set<string>();
  const managed = new Set<string>();
  for (const [logicalId, { Type, Properties }] of Object.entries(resources)) {
    if (!Type.startsWith('AWS::IAM::')) continue;
    const physicalId = deployed.find((resource) => resource.logicalId === logicalId)?.physicalId;
    const properties = resolved(Properties, scope, logicalId);
    if (Type === 'AWS::IAM::ManagedPolicy' && texts(properties[kind]).includes(principal)) {
      managed.add(physicalId ?? '');
    } else if (Type === 'AWS::IAM::Policy' && texts(properties[kind]).includes(principal)) {
      inline.add(String(properties['PolicyName']));
    } else if (Type === 'AWS::IAM::RolePolicy' && kind === 'Roles' && properties['RoleName'] === principal) {
      inline.add(String(properties['PolicyName']));
    } else if (physicalId === principal) {
      for (const policy of list(properties['Policies'])) {
        if (isJsonObject(policy)) inline.add(String(policy['PolicyName']));
      }
      for (const arn of texts(properties['ManagedPolicyArns'])) managed.add(arn);
    }
  }
  return { inline, managed };
}

function resolved(properties: JsonObject, scope: IntrinsicScope, place: string): JsonObject {
  const value = resolveIntrinsics(properties, scope, place);
  return isJsonObject(value) ? value : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function texts(value: unknown): string[] {
  return list(value).filter((item): item is string => typeof item === 'string');
}
