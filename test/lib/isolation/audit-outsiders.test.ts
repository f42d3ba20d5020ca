import { SPECIFICATION } from '../../../lib/isolation/specification';
import { examine } from '../../../packages/isolation-proof/src/judge/examine';
import { judge } from '../../../packages/isolation-proof/src/judge/prove';
import type { Json, JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { BY_OIDC } from '../../fixtures/analysts';
import { environment, organization } from '../../fixtures/environment';
import { synthesize, wholeOf } from '../../fixtures/synthesize';
import { AUDIT } from './contract/audited-platform';
import { ACME, ACME_EU, all, type Edit, inStatement, platform } from './contract/platform';

/** The trail is there for audits of organizations, and no organization has one yet. */
const DELIVERED_TO_NOBODY = JSON.stringify(
  synthesize(
    wholeOf(
      environment({
        analysts: BY_OIDC,
        operations: { audit: { retentionDays: 2192, organizations: true } },
        organizations: [organization('acme'), organization('acme-eu')],
      }),
    ),
  ),
);
const TRAIL_BUCKET = 'ts-test-audit-111122223333-eu-central-1-an';

const leavingOut =
  (...stacks: readonly string[]): Edit =>
  (templates) => {
    for (const stack of stacks)
      if (!Reflect.deleteProperty(templates, stack)) throw new Error(`${stack} stays`);
  };

/** Which templates are judged: all of them, or those of one organization or of none with the shared ones. */
const JUDGED: readonly [string, Edit][] = [
  ['two organizations', leavingOut()],
  ['one organization', leavingOut(ACME_EU)],
  ['no organization', leavingOut(ACME, ACME_EU)],
];

function violated(edit: Edit): string[] {
  const claims = SPECIFICATION.claims.filter(({ id }) => id === 'access-logs' || id === 'trail-access');
  return examine(platform(edit, DELIVERED_TO_NOBODY), SPECIFICATION, (evidence) => judge(evidence, claims))
    .claims.filter(({ verdict }) => verdict !== 'proved')
    .map(({ id }) => id);
}

const isOfBucket = (statement: JsonObject): boolean =>
  JSON.stringify(statement['Resource']).includes(TRAIL_BUCKET);

/** Of the statements that keep organizations out, the one of the trail's bucket, or the one of its key. */
function keepingOut(of: 'bucket' | 'key', change: (statement: JsonObject) => JsonObject[]): Edit {
  return inStatement(AUDIT, 'DenyOrganizationsButDelivery', (statement) =>
    isOfBucket(statement) === (of === 'bucket') ? change(statement) : [statement],
  );
}

const under =
  (condition: JsonObject) =>
  (statement: JsonObject): JsonObject[] => [{ ...statement, Condition: condition }];

const SOME_ORGANIZATION: Readonly<Record<string, Json>> = {
  Null: { 'aws:PrincipalTag/orgSlug': 'false' },
};
const MISTAKES: readonly [string, string, Edit][] = [
  ['lets organizations read the trail', 'access-logs', keepingOut('bucket', () => [])],
  [
    'lets in whoever is called as a role of delivery, of whichever organization',
    'access-logs',
    keepingOut(
      'bucket',
      under({
        ...SOME_ORGANIZATION,
        ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/ts-test-*--audit' },
      }),
    ),
  ],
  [
    'lets in an organization that is not among the templates',
    'access-logs',
    keepingOut(
      'bucket',
      under({ ...SOME_ORGANIZATION, StringNotEquals: { 'aws:PrincipalTag/orgSlug': 'globex' } }),
    ),
  ],
  ['lets organizations decrypt the trail', 'trail-access', keepingOut('key', () => [])],
  [
    'excepts roles of delivery though none are delivered',
    'access-logs',
    ({ [AUDIT]: template }) => {
      if (template === undefined) throw new Error('there is no audit');
      const { Resources: resources } = template;
      // The bucket and its policy.
      const left = Object.entries(resources).filter(([id]) => !id.startsWith('DeliveriesOrganizationAudit'));
      if (left.length !== Object.keys(resources).length - 2) throw new Error('the results of delivery stay');
      template.Resources = Object.fromEntries(left);
    },
  ],
];

test.each(JUDGED)(
  'nobody of an organization reaches a trail that is delivered to nobody: %s',
  (_of, judged) => {
    expect(violated(judged)).toEqual([]);
  },
);

test.each(
  MISTAKES.flatMap(([what, claim, mistake]) =>
    JUDGED.map(([of, judged]) => [what, of, claim, all(judged, mistake)] as const),
  ),
)('a policy that %s is found: %s', (_what, _of, claim, edit) => {
  expect(violated(edit)).toContain(claim);
});
