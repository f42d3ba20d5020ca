import { enrollingHubs } from '../../../lib/isolation/claims/enrolling-hubs';
import { type Edit, evidenceOf, inStatement, platform, SHARED } from './contract/platform';
import { bucket } from './planted-bug';

/** What the claim finds where the role of enrolments has a statement more. */
function foundWith(statement: Record<string, unknown>): string[] {
  const edit: Edit = inStatement(SHARED, 'RequestCertificate', (before) => [
    before,
    { Sid: 'More', Effect: 'Allow', ...statement },
  ]);
  return judge(edit);
}

function judge(edit?: Edit): string[] {
  const { violations } = enrollingHubs.judge(evidenceOf(platform(edit)));
  return violations.map(({ what, request }) => `${what} (${request?.lens ?? ''})`);
}

test('the role that ships does nothing else, and there is one to ask about', () => {
  const { violations, coverage } = enrollingHubs.judge(evidenceOf(platform()));
  expect([violations, coverage.subjects]).toEqual([[], 1]);
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ['publishes messages', { Action: 'iot:Publish', Resource: '*' }, /iot:publish on/i],
  [
    'makes roles',
    { Action: 'iam:CreateRole', Resource: 'arn:aws:iam::111122223333:role/ts-test-*-data-hub' },
    /iam:createrole on arn:aws:iam::111122223333:role\/ts-test-/i,
  ],
  [
    'deletes the shadow of its own thing',
    {
      Action: 'iot:DeleteThingShadow',
      Resource: 'arn:aws:iot:eu-central-1:111122223333:thing/${credentials-iot:ThingName}/certificate',
    },
    /iot:deletethingshadow on/i,
  ],
  [
    'reads data, though the bucket denies it',
    { Action: 's3:GetObject', Resource: `${bucket('raw')}/acme/*` },
    /s3:getobject on arn:aws:s3:::/i,
  ],
  ['does what AWS adds later', { Action: 'newservice:*', Resource: '*' }, /newservice:\S+ on/],
])('a hub that enrols and %s is found', (_name, statement, what) => {
  const found = foundWith(statement);
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((text) => !what.test(text))).toEqual([]);
});
