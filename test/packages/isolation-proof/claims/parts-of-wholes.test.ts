import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import { arnOfResource } from '../../../../packages/isolation-proof/src/model/resource-arns';
import { descriptionOf } from '../../../../packages/isolation-proof/src/resources/registry';
import { physicalReference } from '../../../../packages/isolation-proof/src/resources/physical-names';
import { knownText } from '../../../../packages/isolation-proof/src/resources/resolve';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { policyOf, roleOf, tagsOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { judged, told } from './judged';
import { OWN, type Row, SHARED } from './rows-of-parts';

/** Services whose tags are a map. */
const TAGGED_BY_MAP = /^AWS::(?:ApiGatewayV2|Batch|Cognito::UserPool$)/;

/** The tags of a resource of one owner, if it takes any. */
function tagged(type: string, owner: Owner): JsonObject {
  const property = descriptionOf(type)?.tags;
  if (owner === 'platform' || property === undefined) return {};
  return { [property]: TAGGED_BY_MAP.test(type) ? { orgSlug: owner } : tagsOf(owner) };
}

/** What a whole needs, so that a verdict can be given at all. */
const NEEDED: Readonly<Record<string, JsonObject>> = {
  'AWS::IAM::OIDCProvider': { Url: 'https://id.example.com' },
  'AWS::KMS::Key': { KeyPolicy: policyOf({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }) },
};

type Owner = 'acme' | 'acme-eu' | 'platform';

/** What is said against a part of one owner in a whole of another one. */
function saidOf([type, place, wholeType, , of]: Row, part: Owner, whole: Owner): string[] {
  const stacks = (['acme', 'acme-eu', 'platform'] as const).map((name) => ({
    name,
    resources: {
      ...(name === 'platform' ? {} : { Role: roleOf(name) }),
      ...(name === whole
        ? { Whole: [wholeType, { ...NEEDED[wholeType], ...tagged(wholeType, whole) }] as const }
        : {}),
    },
  }));
  const made = stackOf(stacks.find(({ name }) => name === whole)?.resources ?? {}, whole).resources.get(
    'Whole',
  );
  if (made === undefined) throw new Error('there is no whole');
  const resolve = (value: Json): string | undefined => knownText(value, made.stack);
  const named =
    (/A(?:rn|RN)s?\b|Identifier/.test(place) ? arnOfResource(made) : undefined) ??
    physicalReference(made, resolve) ??
    '';
  const properties = { ...tagged(type, part), ...(of ?? ((name) => ({ [place]: name })))(named) };
  const judgedStacks = stacks.map(({ name, resources }) =>
    stackOf({ ...resources, ...(name === part ? { Part: [type, properties] as const } : {}) }, name),
  );
  const { violations } = judged(flows, judgedStacks, () => ({}), { owner: TAGS.owner });
  return told({ violations: violations.filter(({ path }) => path === `${part}/Part`) });
}

const message = ([, place, , data]: Row, whole: Owner, name: string): string =>
  `acme/Part of acme: ${data} come from ${whole}/Whole of ${name} (${place})`;

describe.each([...SHARED, ...OWN].map((row) => ({ part: `${row[0]} ${row[1]}`, row })))(
  '$part',
  ({ row }) => {
    test('is a part of what is its own', () => {
      expect(saidOf(row, 'acme', 'acme')).toEqual([]);
    });

    test("is no part of what is a neighbour's", () => {
      expect(saidOf(row, 'acme', 'acme-eu')).toEqual([message(row, 'acme-eu', 'acme-eu')]);
    });

    test("may be a part of anything if it is nobody's, as parts without tags are in a stack of several tenants", () => {
      expect(saidOf(row, 'platform', 'acme')).toEqual([]);
    });
  },
);

test.each(SHARED.map((row) => [row[0], row] as const))("%s may be a part of the platform's", (_part, row) => {
  expect(saidOf(row, 'acme', 'platform')).toEqual([]);
});

test.each(OWN.map((row) => [row[0], row] as const))("%s is no part of the platform's", (_part, row) => {
  expect(saidOf(row, 'acme', 'platform')).toEqual([message(row, 'platform', 'the platform')]);
});
