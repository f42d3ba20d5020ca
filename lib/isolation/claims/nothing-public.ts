import { isObject } from '../json';
import type { Model } from '../model';
import type { Condition, Statement } from '../statement';
import { Asking } from './asking';
import type { Claim } from './claim';

/**
 * Services that act for a resource of the account that already holds the right to pass the role, so that a
 * condition on the source adds nothing.
 */
const SERVICES_WITHOUT_SOURCE = new Set(['credentials.iot.amazonaws.com']);

const PUBLIC_ACCESS_BLOCK = [
  'BlockPublicAcls',
  'BlockPublicPolicy',
  'IgnorePublicAcls',
  'RestrictPublicBuckets',
];

/** No policy lets in anybody outside the account, and no bucket can become public. */
export const nothingPublic: Claim = {
  id: 'nothing-public',
  title: 'Nothing is public, and nothing crosses the account',
  judge: ({ model }) => {
    const asking = new Asking();
    const buckets = new Set(model.guarded.flatMap(({ kind, arn }) => (kind === 'bucket' ? [arn] : [])));
    for (const statement of [
      ...model.guarded.flatMap(({ policy }) => policy),
      ...model.principals.flatMap(({ trust }) => trust),
    ]) {
      asking.lookedAt(statement);
      if (statement.effect !== 'Allow') continue;
      judgeStatement(asking, statement);
      judgeSourceBuckets(asking, statement, buckets);
    }
    judgeBuckets(asking, model);
    return asking.judgement;
  },
};

const NAME_OWN = 'Name principals of this account in Principal.';

function judgeStatement(asking: Asking, statement: Statement): void {
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
      `${place} lets in ${text ?? 'somebody who is not known before deployment'}`,
      [statement],
      NAME_OWN,
    );
  }
  for (const service of principals.services) {
    if (service !== undefined && SERVICES_WITHOUT_SOURCE.has(service)) continue;
    if (statement.conditions.some((condition) => pinsSource(condition, account))) continue;
    asking.refute(
      `${place} lets in ${service ?? 'a service'} on behalf of any account`,
      [statement],
      'Add the condition StringEquals aws:SourceAccount with this account.',
    );
  }
  for (const kind of principals.others)
    asking.refute(`${place} lets in principals of kind ${kind}`, [statement], NAME_OWN);
}

/** The name of a bucket says nothing of its account: one that another account made could begin like ours. */
function judgeSourceBuckets(asking: Asking, statement: Statement, buckets: ReadonlySet<string>): void {
  const named = statement.conditions
    .filter(({ key }) => key === 'aws:sourcearn')
    .flatMap(({ values }) => values);
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

function pinsSource({ operator, key, values }: Condition, account: string): boolean {
  if (key === 'aws:sourceaccount') {
    return operator === 'StringEquals' && values.every((value) => value === account);
  }
  return false;
}

function judgeBuckets(asking: Asking, { stacks }: Model): void {
  for (const { resources } of stacks) {
    for (const { type, properties, path } of resources.values()) {
      if (type !== 'AWS::S3::Bucket') continue;
      const block = properties['PublicAccessBlockConfiguration'];
      const open = PUBLIC_ACCESS_BLOCK.filter((setting) => !isObject(block) || block[setting] !== true);
      if (open.length > 0)
        asking.refute(
          `${path} could become public: ${open.join(', ')} not true`,
          [],
          'Set all four settings of PublicAccessBlockConfiguration to true.',
          path,
        );
    }
  }
}
