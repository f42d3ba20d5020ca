import type { Model } from '../model/model';
import type { Principal } from '../model/principal';
import { isAboutAction } from '../policies/listed-actions';
import type { Statement } from '../policies/statement';
import type { Resolved } from '../templates/resolved';
import type { SharedRole } from '../tenancy/tenant-sessions';
import type { Asking } from './asking';

const TAG_SESSION = 'sts:tagsession';

/** Whether a statement lets sessions bring tags. */
export function letsBringTags({ effect, actions }: Statement): boolean {
  return effect === 'Allow' && isAboutAction(actions, TAG_SESSION) !== 'false';
}

/** Refutes whoever may choose the tenant of a session of a role, and is not declared to, or is a tenant's itself. */
export function judgeChoosers(
  asking: Asking,
  shared: readonly SharedRole[],
  statement: Statement,
  model: Model,
): void {
  const [first] = shared;
  if (first === undefined || !letsBringTags(statement)) return;
  const { role, tag } = first;
  const declared = new Set(shared.flatMap(({ chosenBy }) => chosenBy));
  for (const { name, principal } of whomIn(statement, model)) {
    const owner = principal?.owner;
    if (owner === undefined && name !== undefined && declared.has(name)) continue;
    const whom = name ?? 'somebody who is unknown before deployment';
    asking.refute(
      `${whom}${owner === undefined ? '' : ` of ${owner}`} may choose the tag ${tag} of sessions of ${role.arn}, and so their organization`,
      [statement],
      owner === undefined && name !== undefined
        ? `Take it out of the trust policy, or add '${name}' to who chooses the tag (chosenBy) in the sessions of the specification.`
        : 'Let a role of the platform open these sessions: it names the organization, and belongs to none.',
    );
  }
}

/** The line that declares that sessions of a role of the platform are tenants'. */
export function sessionsLine({ source }: Principal, statement: Statement, model: Model): string {
  const names = whomIn(statement, model).map(({ name }) => `'${name ?? '…'}'`);
  return `sessions: () => [{ role: '${source.path}', chosenBy: [${names.join(', ')}], because: '…' }]`;
}

/** Whom a statement names, as `chosenBy` does: principals of the templates by where they stand. */
function whomIn({ principals }: Statement, model: Model): { name: Resolved; principal?: Principal }[] {
  if (principals === undefined || principals.negated) return [{ name: undefined }];
  const { aws, federated, services, others } = principals;
  return [
    ...aws.map((text) => {
      const principal = model.principals.find(({ arn }) => arn === text);
      return principal === undefined ? { name: text } : { name: principal.source.path, principal };
    }),
    ...[...federated, ...services].map((name) => ({ name })),
    ...others.map(() => ({ name: undefined })),
  ];
}
