import { isObject } from '../templates/json';
import type { Model } from '../model/model';
import { openingsOf } from '../resources/openings';
import type { TemplateResource } from '../templates/template';
import { adviceFor, needsNoAccount } from '../access/service-sources';
import type { Condition, Statement } from '../policies/statement';
import { Asking } from './asking';
import type { Claim } from './claim';
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

const SOURCE_ACCOUNT = 'aws:sourceaccount';
const SOURCE_ARN = 'aws:sourcearn';

const PUBLIC_ACCESS_BLOCK = [
  'BlockPublicAcls',
  'BlockPublicPolicy',
  'IgnorePublicAcls',
  'RestrictPublicBuckets',
];

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
 * account. Buckets block public access, and no property opens a resource without a policy.
 * @example a queue policy with `Principal: "*"`, or a bucket without `BlockPublicAccess.BLOCK_ALL`
 */
export const nothingPublic = ({ exempt, accountInTrust = false }: PublicAccess = {}): Claim => ({
  id: 'nothing-public',
  title: `Nothing is public, and nothing crosses the account${
    exempt === undefined ? '' : ` (exempt: trust in ${exempt.name} that names no account)`
  }`,
  about: 'policies of resources, trust policies or buckets',
  judge: ({ model, resources }) => {
    const asking = new Asking();
    const buckets = new Set(model.guarded.flatMap(({ kind, arn }) => (kind === 'bucket' ? [arn] : [])));
    const passed = new Set<string>();
    const statements = [
      ...model.guarded.flatMap(({ policy }) => policy),
      ...model.principals.flatMap(({ trust }) => trust),
    ];
    for (const statement of asking.each(statements)) {
      asking.check(statement);
      if (statement.effect !== 'Allow') continue;
      judgeStatement(asking, statement, exempt, (service) => {
        const isPassed = needsNoAccount(service, accountInTrust);
        if (isPassed && service !== undefined) passed.add(service);
        return isPassed;
      });
      judgeSourceBuckets(asking, statement, buckets);
    }
    judgeBuckets(asking, model);
    judgeOpenings(asking, resources);
    if (passed.size > 0) asking.note(passedNote(passed));
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

function judgeStatement(
  asking: Asking,
  statement: Statement,
  exempt: ExemptTrust | undefined,
  isPassedTo: (service: string | undefined) => boolean,
): void {
  const { principals, source, name } = statement;
  const { account } = source.stack;
  const place = `${source.path} (${name})`;
  if (principals === undefined || principals.negated) {
    asking.refute(`${place} lets in whoever it does not name`, [statement], NAME_OWN);
    return;
  }
  for (const text of principals.aws) {
    if (text === account || accountOf(text) === account) continue;
    asking.refute(
      `${place} lets in ${text ?? 'somebody who is unknown before deployment'}`,
      [statement],
      NAME_OWN,
    );
  }
  for (const service of principals.services) {
    if (isPinned(statement)) continue;
    const isTrust = source.type === 'AWS::IAM::Role';
    if (isTrust && !names(statement, SOURCE_ACCOUNT) && isPassedTo(service)) continue;
    if (exempt !== undefined && service === exempt.service && isExempted(statement, exempt)) continue;
    const whose = names(statement, SOURCE_ACCOUNT) ? 'another' : 'any';
    asking.refute(
      `${place} lets in ${service ?? 'a service'} on behalf of ${whose} account`,
      [statement],
      remedyFor(service, statement, exempt),
    );
  }
  for (const provider of principals.federated) judgeProvider(asking, statement, provider);
  for (const kind of principals.others)
    asking.refute(`${place} lets in principals of kind ${kind}`, [statement], NAME_OWN);
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
      `${statement.source.path} (${statement.name}) lets in a service on behalf of ${text}, which is no bucket of the templates`,
      [statement],
      'Name buckets of the templates in aws:SourceArn, without wildcards.',
    );
  }
}

function accountOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : /^arn:[^:*?]+:(?:iam|sts)::(\d{12}):[^*?]+$/.exec(text)?.[1];
}

/** By the account itself; where it is not named, by ARNs that name it, which those of S3 do not. */
function isPinned(statement: Statement): boolean {
  const { conditions, source } = statement;
  const pins = names(statement, SOURCE_ACCOUNT) ? pinsAccount : pinsArns;
  return conditions.some((condition) => pins(condition, source.stack.account));
}

function pinsAccount({ operator, key, values }: Condition, account: string): boolean {
  return key === SOURCE_ACCOUNT && operator === 'StringEquals' && values.every((value) => value === account);
}

function pinsArns({ operator, key, values }: Condition, account: string): boolean {
  return (
    key === SOURCE_ARN &&
    /^(?:Arn|String)(?:Equals|Like)$/.test(operator) &&
    values.every((value) => value !== undefined && accountInArn(value) === account)
  );
}

/** The account of an ARN whose parts before it hold no wildcard that could match a colon. */
function accountInArn(arn: string): string | undefined {
  return /^arn:[^:*?]+:[^:*?]+:[^:*?]*:(\d{12}):/.exec(arn)?.[1];
}

function names({ conditions }: Statement, ...keys: readonly string[]): boolean {
  return conditions.some(({ key }) => keys.includes(key));
}

/** Trust in the service, as long as it says nothing at all about the account: then every account could be meant. */
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

function judgeBuckets(asking: Asking, { stacks }: Model): void {
  const buckets = stacks
    .flatMap(({ resources }) => [...resources.values()])
    .filter(({ type }) => type === 'AWS::S3::Bucket');
  for (const { properties, path } of asking.each(buckets)) {
    asking.check();
    const block = properties['PublicAccessBlockConfiguration'];
    const open = PUBLIC_ACCESS_BLOCK.filter((setting) => !isObject(block) || block[setting] !== true);
    if (open.length === 0) continue;
    asking.refute(
      `${path} could become public: ${open.join(', ')} not true`,
      [],
      'Set all four settings of PublicAccessBlockConfiguration to true.',
      path,
    );
  }
}

/** Properties that let people in without any policy. */
function judgeOpenings(asking: Asking, resources: readonly TemplateResource[]): void {
  for (const resource of resources) {
    for (const { place, opens } of openingsOf(resource)) {
      asking.check();
      asking.refute(
        `${resource.path} is open: ${opens} (${place})`,
        [],
        `Close ${place} of the resource.`,
        resource.path,
      );
    }
  }
}
