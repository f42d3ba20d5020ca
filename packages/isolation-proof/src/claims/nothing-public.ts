import { Whereabouts } from '../model/whereabouts';
import { adviceFor, needsNoAccount } from '../access/service-sources';
import { accountOfPrincipal } from '../policies/principal-account';
import type { Statement } from '../policies/statement';
import { COGNITO_IDENTITY } from '../access/identity-pools';
import type { StackTemplate } from '../templates/template';
import { Exposures } from '../tenancy/exposures';
import { Asking } from './asking';
import type { Claim } from './claim';
import { IF_MEANT, judgeBuckets, judgeOpenings } from './open-resources';
import { openDoor } from './service-doors';
import { isPinned, names, SOURCE_ACCOUNT, SOURCE_ARN } from './pinned-account';
import { judgeSourceOwners } from './source-owners';
import { judgePools } from './trusted-pools';
import { judgeProvider } from './trusted-providers';

/** A service that roles may trust without saying on behalf of which account it acts. */
export interface ExemptTrust {
  /** Its principal. */
  readonly service: string;
  /** What it is, for people. */
  readonly name: string;
  /** What is assumed of it, as a sentence, and how to do without the exemption. */
  readonly assumed: string;
  /** How to do without it, as the end of a sentence. */
  readonly closedBy: string;
}

export interface PublicAccess {
  /**
   * A service that is let in without saying on behalf of whom.
   * @default - none
   */
  readonly exempt?: ExemptTrust;
  /**
   * Whether roles have to name the account wherever AWS documents that the service sends it, also those of services
   * that a role has to be passed to within its account.
   * @default false
   */
  readonly accountInTrust?: boolean;
}

/**
 * No policy of a resource, and no trust policy, lets in anybody outside the account, or a service on behalf of another
 * account, or to what is a tenant's on behalf of what is another tenant's, or to anything on behalf of any distribution
 * or trust anchor. Buckets block public access, and no property opens a resource without a policy. What the
 * specification declares to be open on purpose (`exposed`) is the only exception, and the verdict names it.
 * @example a queue policy with `Principal: "*"`, or a bucket without `BlockPublicAccess.BLOCK_ALL`
 */
export const nothingPublic = ({ exempt, accountInTrust = false }: PublicAccess = {}): Claim => ({
  id: 'nothing-public',
  title: `Nothing is public, and nothing crosses the account${
    exempt === undefined ? '' : ` (exempt: trust in ${exempt.name} that names no account)`
  }`,
  about: 'policies of resources, trust policies or buckets',
  judge: ({ model, resources, surroundings, tenancy }) => {
    const exposures = new Exposures(tenancy.exposed ?? [], model);
    const asking = new Asking();
    const buckets = new Set(model.guarded.flatMap(({ kind, arn }) => (kind === 'bucket' ? [arn] : [])));
    const passed = new Set<string>();
    const letting = [
      ...model.guarded.flatMap(({ arn, owner, policy }) =>
        policy.map((statement) => ({ arn, owner, statement })),
      ),
      ...model.principals.flatMap(({ arn, owner, trust }) =>
        trust.map((statement) => ({ arn, owner, statement })),
      ),
    ];
    const whereabouts = new Whereabouts(surroundings, model.principals);
    for (const { arn, owner, statement } of asking.each(letting)) {
      asking.check(statement);
      if (statement.effect !== 'Allow') continue;
      const isDeclared = (principal: string | undefined): boolean =>
        exposures.letsIn(arn, statement, principal);
      const isPassedTo = (service: string | undefined): boolean => {
        const isPassed = needsNoAccount(service, accountInTrust);
        if (isPassed && service !== undefined) passed.add(service);
        return isPassed;
      };
      const { stacks } = model;
      judgeStatement(asking, statement, { exempt, isDeclared, isPassedTo, whereabouts, stacks });
      judgeSourceBuckets(asking, statement, buckets);
      judgeSourceOwners(asking, statement, owner, model, whereabouts);
    }
    judgeBuckets(asking, model, exposures);
    judgeOpenings(asking, resources, exposures);
    for (const note of exposures.notes) asking.note(note);
    if (passed.size > 0) asking.note(passedNote(passed));
    const statements = letting.map(({ statement }) => statement);
    if (exempt !== undefined) noteExempted(asking, exempt, statements);
    return asking.judgement;
  },
});

function passedNote(services: ReadonlySet<string>): string {
  return (
    `Roles that ${[...services].sort().join(', ')} may assume name no account: these services act under a role ` +
    'only for a resource that the role was passed to, which is possible within its account only.'
  );
}

const NAME_OWN = 'Name principals of this account in Principal.';

/** What decides who may be let in by a statement. */
interface Admission {
  readonly exempt: ExemptTrust | undefined;
  /** Whether the specification says that it is open to them. */
  readonly isDeclared: (principal: string | undefined) => boolean;
  /** Whether the service acts for no other account, because the role has to be passed to it. */
  readonly isPassedTo: (service: string | undefined) => boolean;
  readonly whereabouts: Whereabouts;
  readonly stacks: readonly StackTemplate[];
}

function judgeStatement(asking: Asking, statement: Statement, admission: Admission): void {
  const { isDeclared, stacks } = admission;
  const { principals, source } = statement;
  const { account } = source.stack;
  const place = placeOf(statement);
  if (principals === undefined || principals.negated) {
    asking.refute(`${place} lets in whoever it does not name`, [statement], NAME_OWN);
    return;
  }
  for (const text of principals.aws) {
    if (text !== undefined && accountOfPrincipal(text) === account) continue;
    if (isDeclared(text)) continue;
    asking.refute(
      `${place} lets in ${text ?? 'somebody who is unknown before deployment'}`,
      [statement],
      text === undefined ? NAME_OWN : `${NAME_OWN} ${IF_MEANT}`,
    );
  }
  for (const service of principals.services) judgeService(asking, statement, service, admission);
  for (const provider of principals.federated) {
    if (provider !== COGNITO_IDENTITY) judgeProvider(asking, statement, provider);
    else if (!isDeclared(provider)) judgePools(asking, statement, stacks);
  }
  for (const kind of principals.others)
    asking.refute(`${place} lets in principals of kind ${kind}`, [statement], NAME_OWN);
}

function placeOf({ source, name }: Statement): string {
  return `${source.path} (${name})`;
}

function judgeService(
  asking: Asking,
  statement: Statement,
  service: string | undefined,
  { exempt, isDeclared, isPassedTo, whereabouts }: Admission,
): void {
  const place = placeOf(statement);
  const pinned = isPinned(statement);
  const door = pinned ? openDoor(statement, service, whereabouts) : undefined;
  if ((pinned && door === undefined) || isDeclared(service)) return;
  if (door !== undefined) {
    asking.refute(
      `${place} lets in ${service ?? ''} on behalf of any ${door.kind}`,
      [statement],
      door.remedy,
    );
    return;
  }
  const isTrust = statement.source.type === 'AWS::IAM::Role';
  if (isTrust && !names(statement, SOURCE_ACCOUNT) && isPassedTo(service)) return;
  if (exempt !== undefined && service === exempt.service && isExempted(statement, exempt)) return;
  const whose = names(statement, SOURCE_ACCOUNT) ? 'another' : 'any';
  asking.refute(
    `${place} lets in ${service ?? 'a service'} on behalf of ${whose} account`,
    [statement],
    remedyFor(service, statement, exempt),
  );
}

/** A condition that is there already needs no advice on whether to add one. */
function remedyFor(
  service: string | undefined,
  statement: Statement,
  exempt: ExemptTrust | undefined,
): string {
  const { account } = statement.source.stack;
  const pin = `StringEquals aws:SourceAccount "${account}"`;
  if (names(statement, SOURCE_ACCOUNT)) return `Compare with this account only: ${pin}.`;
  const isTrust = statement.source.type === 'AWS::IAM::Role';
  if (isTrust && service !== undefined && service === exempt?.service) {
    return `Add ${pin} (${exempt.closedBy}), or leave the condition on aws:SourceArn out.`;
  }
  return adviceFor(service, isTrust ? 'trust' : 'resource policy', account);
}

/** The name of a bucket says nothing of its account: one that another account made could begin like ours. */
function judgeSourceBuckets(asking: Asking, statement: Statement, buckets: ReadonlySet<string>): void {
  const named = statement.conditions.filter(({ key }) => key === SOURCE_ARN).flatMap(({ values }) => values);
  for (const text of named) {
    if (text === undefined || !/^arn:[^:]*:s3:/.test(text) || buckets.has(text)) continue;
    asking.refute(
      `${statement.source.path} (${statement.name}) lets in a service on behalf of ${text}, which is not a bucket of the templates`,
      [statement],
      'Name buckets of the templates in aws:SourceArn, without wildcards.',
    );
  }
}

function isExempted(statement: Statement, { service }: ExemptTrust): boolean {
  const { effect, principals, source } = statement;
  return (
    effect === 'Allow' &&
    source.type === 'AWS::IAM::Role' &&
    principals?.services.includes(service) === true &&
    !names(statement, SOURCE_ACCOUNT, SOURCE_ARN)
  );
}

function noteExempted(asking: Asking, exempt: ExemptTrust, statements: readonly Statement[]): void {
  const exempted = statements.filter((statement) => isExempted(statement, exempt));
  const [first] = exempted;
  if (first === undefined) return;
  const others = exempted.length === 1 ? '' : ` and ${exempted.length - 1} more`;
  asking.note(
    `Exempt: the trust policy of ${first.source.path}${others} lets in ${exempt.service} without ` +
      `aws:SourceAccount. ${exempt.assumed} is assumed, not proved; ${exempt.closedBy} closes it.`,
  );
}
