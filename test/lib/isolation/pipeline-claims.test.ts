import { prove } from '../../../lib/isolation/proof';
import { environment } from '../../fixtures/environment';
import { synthesize, wholeOf } from '../../fixtures/synthesize';
import { readTemplate } from '../../../packages/isolation-proof/src/assembly/read-template';
import {
  ACME,
  all,
  type Edit,
  inResource,
  inStatement,
  platform,
  SHARED,
  without,
} from './contract/platform';
import { verdictOfClaim } from './judged-claim';

function violated(edit: Edit): string[] {
  return prove(platform(edit))
    .claims.filter(({ verdict }) => verdict === 'violated')
    .map(({ id }) => id);
}

test.each<[string, Edit, string]>([
  [
    'a rule that takes events of a similarly named folder',
    inResource(ACME, 'AWS::Events::Rule', (properties) => {
      properties['EventPattern'] = {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { object: { key: [{ prefix: 'acme' }] } },
      };
    }),
    'flows',
  ],
  [
    'a rule that takes every event',
    inResource(ACME, 'AWS::Events::Rule', (properties) => {
      properties['EventPattern'] = { source: ['aws.s3'], 'detail-type': ['Object Created'] };
    }),
    'flows',
  ],
  [
    'a key that events of similarly named rules are encrypted with',
    inStatement(ACME, 'AllowArrivals', (statement) => ({
      ...statement,
      Condition: {
        ArnLike: { 'aws:SourceArn': 'arn:aws:events:eu-central-1:111122223333:rule/ts-test-acme*' },
        StringEquals: { 'aws:SourceAccount': '111122223333' },
      },
    })),
    'own-sources',
  ],
  [
    'a raw bucket that is read by whoever an organization lets read',
    without(SHARED, 'DenyReadingByOthersThanPipelines'),
    'raw-readers',
  ],
  [
    'a raw bucket that roles of longer names read',
    inStatement(SHARED, 'DenyReadingByOthersThanPipelines', (statement) => ({
      ...statement,
      Condition: {
        ArnNotLike: {
          'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/ts-test-${aws:PrincipalTag/orgSlug}-pipeline*',
        },
      },
    })),
    'raw-readers',
  ],
  [
    'hubs that read back',
    all(
      ...[ACME, SHARED].map((stack) =>
        inStatement(stack, 'UploadRawData', (statement) => ({ ...statement, Action: 's3:GetObject' })),
      ),
    ),
    'raw-readers',
  ],
])('%s', (_bug, edit, claim) => {
  expect(verdictOfClaim(claim, platform(edit))).toBe('violated');
});

test('a rule of an organization that runs on a schedule takes no events', () => {
  const edit = inResource(ACME, 'AWS::Events::Rule', (properties) => {
    delete properties['EventPattern'];
    properties['ScheduleExpression'] = 'rate(1 hour)';
  });
  expect(violated(edit)).toEqual([]);
});

test('an environment without pipelines is proved', () => {
  const { pipelines } = environment();
  const templates = synthesize(wholeOf(environment({ pipelines: { ...pipelines, services: [] } })));
  const stacks = Object.entries(templates).map(([name, template]) => {
    const place = {
      account: '111122223333',
      region: 'eu-central-1',
      partition: 'aws',
      dnsSuffix: 'amazonaws.com',
    };
    const stack = readTemplate(name, template as never, place);
    if (typeof stack === 'string') throw new Error(stack);
    return stack;
  });
  expect(
    prove(stacks)
      .claims.filter(({ verdict }) => verdict === 'violated')
      .map(({ id }) => id),
  ).toEqual([]);
});
