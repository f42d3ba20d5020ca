import { readStatements, type Statement } from '../policies/statement';
import { isObject, listOf } from '../templates/json';
import { NotUnderstoodError } from '../templates/resolved';
import type { TemplateResource } from '../templates/template';
import type { AttachedPolicy, HolderKind } from './attached-policies';
import { awsManagedPolicyName, type AwsManagedPolicies, type Holder } from './aws-managed-policies';
import { referenceTo, requiredText } from './required-text';

/** A policy that a role, a user or a group holds in its own properties. */
interface InlinePolicy {
  readonly inlineName: string | undefined;
  readonly statements: readonly Statement[];
}

/** The identity policies of roles, users and groups, wherever in the templates they stand. */
export class IdentityPolicies {
  private readonly attached = new Map<string, AttachedPolicy[]>();
  /** A group is read once, however many members it has. */
  private readonly inline = new Map<TemplateResource, readonly InlinePolicy[]>();

  /**
   * @param managed managed policies of the templates, by ARN
   * @param separate inline policies that stand apart from whom they are of
   */
  constructor(
    private readonly managed: ReadonlyMap<string, AttachedPolicy>,
    separate: readonly AttachedPolicy[],
    private readonly ofAws: AwsManagedPolicies,
  ) {
    for (const policy of [...managed.values(), ...separate]) {
      for (const kind of ['role', 'user', 'group'] as const) {
        for (const name of policy.holders[kind]) this.attach(keyOf(kind, name), policy);
      }
    }
  }

  /**
   * Statements of every policy of a role, a user or a group that a template makes.
   * @param holder who has them; for those of a group, its member
   * @throws NotUnderstoodError if one of them is not known
   */
  of(kind: HolderKind, resource: TemplateResource, holder: Holder): Statement[] {
    const attached = this.attachedTo(kind, referenceTo(resource));
    const inline = this.inlineIn(resource);
    refuseRepeatedNames([...inline, ...attached]);
    const arns = listOf(resource.properties['ManagedPolicyArns']).map((arn) => requiredText(arn, resource));
    return [
      ...inline.flatMap(({ statements }) => statements),
      ...arns.flatMap((arn) => this.managed.get(arn)?.statements ?? []),
      ...this.outside(arns, holder),
      ...attached.flatMap(({ statements }) => statements),
    ];
  }

  /**
   * Policies of the templates that are attached to a name, whether or not a template makes whose name it is.
   * @throws NotUnderstoodError if two of them are one inline policy
   */
  attachedTo(kind: HolderKind, name: string): readonly AttachedPolicy[] {
    const attached = this.attached.get(keyOf(kind, name)) ?? [];
    refuseRepeatedNames(attached);
    return attached;
  }

  /**
   * Statements of the permissions boundary of a role or a user; undefined if it has none.
   * @throws NotUnderstoodError if the policy is not known
   */
  boundaryOf(resource: TemplateResource, holder: Holder): readonly Statement[] | undefined {
    const { PermissionsBoundary: boundary } = resource.properties;
    if (boundary === undefined) return undefined;
    const arn = requiredText(boundary, resource);
    return this.managed.get(arn)?.statements ?? this.outside([arn], holder);
  }

  /** Of the managed policies with these ARNs, the statements of those that no template makes. */
  private outside(arns: readonly string[], holder: Holder): Statement[] {
    const missing = arns.filter((arn) => !this.managed.has(arn));
    const unknown = missing.find((arn) => awsManagedPolicyName(arn) === undefined);
    if (unknown !== undefined) {
      throw new NotUnderstoodError(
        `the policy ${unknown} is not in the templates; make it in the app, so that it can be judged`,
      );
    }
    return this.ofAws.statementsOf(missing, holder);
  }

  private inlineIn(resource: TemplateResource): readonly InlinePolicy[] {
    const known = this.inline.get(resource);
    if (known !== undefined) return known;
    const policies = listOf(resource.properties['Policies']).map((policy): InlinePolicy => {
      const { PolicyDocument: document, PolicyName: name } = isObject(policy) ? policy : {};
      return {
        statements: readStatements(document, resource),
        inlineName: name === undefined ? undefined : requiredText(name, resource),
      };
    });
    this.inline.set(resource, policies);
    return policies;
  }

  private attach(key: string, policy: AttachedPolicy): void {
    const list = this.attached.get(key);
    if (list === undefined) this.attached.set(key, [policy]);
    else list.push(policy);
  }
}

function keyOf(kind: HolderKind, name: string): string {
  return `${kind} ${name}`;
}

/**
 * Of two inline policies with one name, the second that is deployed takes the place of the first. Which one that is,
 * no template says. https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
 */
function refuseRepeatedNames(policies: readonly InlinePolicy[]): void {
  const names = new Set<string>();
  for (const { inlineName } of policies) {
    if (inlineName === undefined) continue;
    const name = inlineName.toLowerCase();
    if (names.has(name)) {
      throw new NotUnderstoodError(
        `two inline policies are called ${inlineName}, and one takes the place of the other; rename one of them`,
      );
    }
    names.add(name);
  }
}
