import type { Judgement } from '../../../../packages/isolation-proof/src/claims/claim';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { readingAssets } from '../../../../packages/isolation-proof/src/tenancy/cdk-assets';
import type { Common } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import { ACCOUNT } from '../fixtures/stack-of';
import { found } from './found';
import { allow, DATA, judgeIsolation, may, type Options, SHARED_QUEUE } from './judged-isolation';

const ASSETS = `arn:aws:s3:::cdk-hnb659fds-assets-${ACCOUNT}-eu-central-1`;
const IMAGES = `arn:aws:ecr:eu-central-1:${ACCOUNT}:repository/cdk-hnb659fds-container-assets-${ACCOUNT}-eu-central-1`;
const open = (actions: readonly string[], resources: readonly string[]): Common => ({
  actions,
  resources,
  because: 'so',
});
const judge = (statement: JsonObject, ...commons: readonly Common[]): Judgement =>
  judgeIsolation([statement], { tenancy: { commons } });
/** What the CDK writes for `grantRead` of an asset. */
const READ = allow(['s3:GetObject*', 's3:GetBucket*', 's3:List*'], [ASSETS, `${ASSETS}/*`]);

describe('actions that are open to all', () => {
  it('are those that a pattern matches, of the services and names that it says', () => {
    expect(found(judge(allow('sqs:Send*', SHARED_QUEUE), open(['sqs:send*'], [SHARED_QUEUE])))).toStrictEqual(
      [],
    );
    expect(
      found(judge(allow('sqs:Send*', SHARED_QUEUE), open(['*:send*'], ['arn:aws:sqs:*']))),
    ).toStrictEqual([]);
  });

  it('are no others: a pattern tells actions apart that no statement does', () => {
    const judgement = judge(allow('sqs:*', SHARED_QUEUE), open(['sqs:s*'], [SHARED_QUEUE]));
    const [violation, ...others] = judgement.violations;
    expect(others).toStrictEqual([]);
    expect(violation?.request?.action).toMatch(/^sqs:[^s]/);
  });

  it('are open on the resources that are named, and on no neighbour of theirs', () => {
    expect(
      found(judge(allow('sqs:SendMessage', SHARED_QUEUE), open(['sqs:*'], [`${SHARED_QUEUE}-eu`]))),
    ).toStrictEqual([may(`sqs:sendmessage on ${SHARED_QUEUE}`, 'all policies; 0')]);
  });

  it('are exactly those of a list where a context key says whose a part is: AWS sends it with no others', () => {
    const TABLE = `arn:aws:dynamodb:eu-central-1:${ACCOUNT}:table/items`;
    const partition = (...actions: readonly string[]): Options => ({
      tenancy: {
        partitions: [{ resources: [TABLE], actions, key: 'dynamodb:leadingkeys', ownValues: (one) => [one] }],
      },
    });
    const scan = allow('dynamodb:Scan', TABLE, {
      'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['acme'] },
    });
    expect(found(judgeIsolation([scan], partition('dynamodb:scan')))).toStrictEqual([]);
    expect(found(judgeIsolation([scan], partition('dynamodb:*')))).toHaveLength(1);
  });
});

describe('the fix', () => {
  const lineOf = ({ violations }: Judgement): string | undefined =>
    violations.map(({ remedy }) => /openToAll: \(\) => (\[.*\])\.$/.exec(remedy)?.[1]).find((line) => line);
  /** What the line says, read as the specification that it is pasted into. */
  const pasted = (line: string | undefined): readonly Common[] =>
    JSON.parse((line ?? '').replaceAll("'", '"').replace(/(\w+): /g, '"$1": ')) as readonly Common[];

  it("offers the line that opens what is nobody's, which works as it is", () => {
    const judgement = judge(READ);
    const line = lineOf(judgement);
    expect(line).toBe(
      `[{ actions: ['s3:getobject*', 's3:getbucket*', 's3:list*'], resources: ['${ASSETS}', '${ASSETS}/*'], because: '…' }]`,
    );
    expect(judgement.violations[0]?.remedy).toContain(
      '. Or, if it shows nobody what is not theirs, declare it: openToAll',
    );
    expect(found(judge(READ, ...pasted(line)))).toStrictEqual([]);
  });

  it("leaves out of the line what is a tenant's, its own too: else all tenants could use it", () => {
    const own = allow('s3:GetObject', ['arn:aws:s3:::acme-own/*', 'arn:aws:s3:::other/x']);
    expect(pasted(lineOf(judge(own)))[0]?.resources).toStrictEqual(['arn:aws:s3:::other/x']);
  });

  it.each<[string, JsonObject]>([
    ["a neighbour's bucket", allow('s3:GetObject', 'arn:aws:s3:::acme-eu-own/*')],
    ["what a neighbour's names match as well", allow('s3:GetObject', 'arn:aws:s3:::*')],
    ['everything', allow('sqs:SendMessage')],
    ['every service', allow('sqs:SendMessage', `arn:aws:*:*:${ACCOUNT}:shared`)],
    ['all actions but some', { ...allow([], SHARED_QUEUE), Action: undefined, NotAction: 's3:*' } as never],
    ['writing programs', allow(['s3:GetObject*', 's3:PutObject'], `${ASSETS}/*`)],
    ['writing images', allow('ecr:PutImage', IMAGES)],
    ['the listing of a bucket that tenants share by folder', allow('s3:ListBucket', DATA)],
  ])('offers no line for %s', (_what, statement) => {
    const judgement = judge(JSON.parse(JSON.stringify(statement)) as JsonObject);
    expect(judgement.violations.length).toBeGreaterThan(0);
    expect(lineOf(judgement)).toBeUndefined();
  });

  it('offers no line for a table that tenants share by a key, without the key', () => {
    const table = `arn:aws:dynamodb:eu-central-1:${ACCOUNT}:table/items`;
    const partition = {
      resources: [table],
      actions: ['dynamodb:scan'],
      key: 'dynamodb:leadingkeys',
      ownValues: (one: string) => [one],
    };
    const judgement = judgeIsolation([allow('dynamodb:Scan', table)], {
      tenancy: { partitions: [partition] },
    });
    expect(judgement.violations.length).toBeGreaterThan(0);
    expect(lineOf(judgement)).toBeUndefined();
  });

  it('offers one for what has the service of another action of a neighbour in its name only', () => {
    const images = judge(allow('ecr:BatchGetImage', IMAGES));
    expect(found(judge(allow('ecr:BatchGetImage', IMAGES), ...pasted(lineOf(images))))).toStrictEqual([]);
  });
});

describe('the assets of the CDK', () => {
  const place = { account: ACCOUNT, region: 'eu-central-1', partition: 'aws' };

  it('may be read by all, if that is declared', () => {
    expect(found(judge(READ))).toHaveLength(1);
    expect(found(judge(READ, readingAssets(place)))).toStrictEqual([]);
  });

  it('are those of one bootstrap', () => {
    expect(found(judge(READ, readingAssets(place, 'other')))).toHaveLength(1);
    expect(found(judge(READ, readingAssets({ ...place, account: '999988887777' })))).toHaveLength(1);
  });

  it('are not written, though all may read them', () => {
    const write = allow(['s3:PutObject', 's3:DeleteObject*'], `${ASSETS}/*`);
    expect(found(judge(write, readingAssets(place)))).toHaveLength(1);
  });

  it.each<[string, Common, string]>([
    ['an object', open(['s3:*'], [`${ASSETS}/*`]), 's3:'],
    ['whatever object there is', open(['s3:putobject'], ['*']), 's3:putobject'],
    ['an image', open(['ecr:putimage'], [IMAGES]), 'ecr:putimage'],
  ])('are not written because that is declared: %s', (_what, common, action) => {
    const { violations } = judge(
      allow('sqs:SendMessage', SHARED_QUEUE),
      open(['sqs:*'], [SHARED_QUEUE]),
      common,
    );
    expect(violations).toHaveLength(1);
    expect(violations[0]?.what).toMatch(
      new RegExp(`^openToAll lets everybody ${action}\\S* on arn:\\S*, where the CDK keeps programs$`),
    );
  });

  it.each<[string, Common]>([
    ['reading', open(['s3:get*', 's3:list*'], ['*'])],
    ['pulling', open(['ecr:batchgetimage', 'ecr:getauthorizationtoken', 'ecr:describe*'], ['*'])],
    ['writing elsewhere', open(['s3:putobject'], ['arn:aws:s3:::other/*'])],
    ['another service', open(['sqs:*'], ['*'])],
  ])('may be declared open for %s', (_what, common) => {
    const statement = allow('sqs:SendMessage', SHARED_QUEUE);
    expect(found(judge(statement, open(['sqs:*'], [SHARED_QUEUE]), common))).toStrictEqual([]);
  });
});
