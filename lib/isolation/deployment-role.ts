import type { Model } from '../../packages/isolation-proof/src/model/model';
import type { Principal } from '../../packages/isolation-proof/src/model/principal';
import { principalFacts } from '../../packages/isolation-proof/src/model/principal-facts';
import { tagsOf } from '../../packages/isolation-proof/src/model/tags';
import { readStatements, type Statement } from '../../packages/isolation-proof/src/policies/statement';
import type { TemplateResource } from '../../packages/isolation-proof/src/templates/template';
import { ENVIRONMENT_TAG } from './tenancy';

/** The role that `cdk bootstrap` makes for CloudFormation, by its name in every account. */
const ROLE = 'cdk-hnb659fds-cfn-exec-role-';

/** Policies of the deployment are called so, and nothing else is. */
const POLICY = /^(?<named>.+)--deployment-(?<purpose>[a-z]+)$/;

/** CloudFormation's role, which no template makes, with the policies and the boundary that the templates hold for it. */
export interface DeploymentRole {
  readonly principal: Principal;
  /** How names of the environment begin, for example `ts-production`. */
  readonly named: string;
  /** The environment's name. */
  readonly environment: string;
}

interface DeploymentPolicy {
  readonly named: string;
  readonly isBoundary: boolean;
  readonly statements: readonly Statement[];
  readonly source: TemplateResource;
}

/** The roles, one for each environment of the templates that has such policies. */
export function deploymentRoles({ stacks, ownership }: Model): DeploymentRole[] {
  const policies = stacks.flatMap(({ resources }) => [...resources.values()].flatMap(readPolicy));
  return [...new Set(policies.map(({ named }) => named))].flatMap((named) => {
    const own = policies.filter((policy) => policy.named === named);
    const [first] = own;
    if (first === undefined) return [];
    const { source } = own.find(({ isBoundary }) => isBoundary) ?? first;
    const { account, region, partition } = source.stack;
    const arn = `arn:${partition}:iam::${account}:role/${ROLE}${account}-${region}`;
    const boundaries = own.filter(({ isBoundary }) => isBoundary);
    const principal: Principal = {
      arn,
      kind: 'role',
      owner: undefined,
      identity: own.filter(({ isBoundary }) => !isBoundary).flatMap(({ statements }) => statements),
      boundary: boundaries.length === 0 ? undefined : boundaries.flatMap(({ statements }) => statements),
      facts: principalFacts(source, arn, new Map(), ownership.tags),
      trust: [],
      source,
    };
    return [{ principal, named, environment: environmentOf(own) }];
  });
}

/** CloudFormation's role as a principal of the model. */
export function deploymentPrincipals(model: Model): Principal[] {
  return deploymentRoles(model).map(({ principal }) => principal);
}

function readPolicy(source: TemplateResource): DeploymentPolicy[] {
  const { ManagedPolicyName: name, PolicyDocument: document } = source.properties;
  if (source.type !== 'AWS::IAM::ManagedPolicy' || typeof name !== 'string') return [];
  const { named, purpose } = POLICY.exec(name)?.groups ?? {};
  if (named === undefined) return [];
  // Its own: where a role of the templates has the policy as well, its statements are told for both.
  const statements = readStatements(document, source).map((statement) => ({ ...statement }));
  return [{ named, isBoundary: purpose === 'boundary', statements, source }];
}

/** Managed policies have no tags in a template; whatever stands beside them, or elsewhere, has the environment's. */
function environmentOf(policies: readonly DeploymentPolicy[]): string {
  const [tagged] = policies.flatMap(({ named, source }) => [
    ...[...source.stack.resources.values()].flatMap((one) => tagsOf(one).get(ENVIRONMENT_TAG) ?? []),
    named.slice(named.indexOf('-') + 1),
  ]);
  return tagged ?? '';
}
