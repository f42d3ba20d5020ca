import { type Question } from '../../../../packages/isolation-proof/src/access/access';
import {
  ALL_POLICIES,
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
  RESOURCE_POLICIES_ALONE,
} from '../../../../packages/isolation-proof/src/access/lens';
import { itself, objectsOf, type Region } from '../../../../packages/isolation-proof/src/access/regions';
import { literalPattern, wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import {
  type ActionClass,
  actionClasses,
} from '../../../../packages/isolation-proof/src/policies/action-classes';
import { type Fact, type Facts, known } from '../../../../packages/isolation-proof/src/policies/facts';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import {
  BUCKET,
  guarded,
  KEY,
  OBJECT,
  ROLE,
  statements,
  subject,
  USER,
} from '../fixtures/statements-and-requests';

const actionOf = (name: string): ActionClass => {
  const found = actionClasses([], [[name]]).find(({ example }) => example === name);
  if (found === undefined) throw new Error(`there is no class of ${name}`);
  return found;
};
export const GET = actionOf('s3:getobject');
const PUT = actionOf('s3:putobject');
const facts = (...list: readonly (readonly [string, Fact])[]): Facts => new Map(list);
export const bucket = (...policy: readonly JsonObject[]): Region =>
  objectsOf(guarded('bucket', BUCKET.arn, statements(...policy)));
const besides = (text: string): Region => ({
  ...objectsOf(BUCKET),
  resources: { ...objectsOf(BUCKET).resources, excluding: [wildcardPattern(text)] },
});
const OF_RED: JsonObject = { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'red' } } };
const red = ['aws:principaltag/team', known('red')] as const;
export const blue = ['aws:principaltag/team', known('blue')] as const;
export const anything = subject(ROLE, statements({}));
const team = subject(ROLE, statements(OF_RED));
const reader = subject(ROLE, statements({ Action: 's3:Get*' }));
/** Denied is s3:GetObject for certain, and an action that is not known. */
const withoutReading = subject(ROLE, [
  ...statements({}),
  ...statements({ Effect: 'Deny' }).map((statement) => ({
    ...statement,
    actions: { texts: [undefined, 's3:getobject'], negated: false },
  })),
]);
/** Is allowed nothing by policies of its own. */
const outsider = subject(ROLE, []);
const allButOne = subject(ROLE, statements({}, { Effect: 'Deny', Resource: OBJECT }));
const ofRedAlone = subject(
  ROLE,
  statements({ Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'red' } } }),
);
/** So many that they are written as one number. */
export const many = Array.from({ length: 9 }, (_value, index) => wildcardPattern(`*/many-${index}`));
const ofRed = guarded('other', 'arn:aws:sns:eu-central-1:111122223333:topic', []);
export const toAll: JsonObject = { Principal: '*' };

/** What is asked; of what is not said, anything about the objects of a bucket. */
export interface Asked extends Partial<Omit<Question, 'resources' | 'guarded'>> {
  readonly region?: Region;
}

/** Questions that differ in one thing. The first one is refused, and the second one is not. */
export const PAIRS: readonly (readonly [what: string, refused: Asked, found: Asked])[] = [
  [
    'whether identity policies count',
    { subject: subject(ROLE, statements({ Effect: 'Deny' })) },
    { subject: subject(ROLE, statements({ Effect: 'Deny' })), lens: BOUNDARY_ALONE },
  ],
  [
    'whether a boundary counts',
    { subject: subject(ROLE, statements({}), statements({}, { Effect: 'Deny' })) },
    { subject: subject(ROLE, statements({}), statements({}, { Effect: 'Deny' })), lens: IDENTITY_ALONE },
  ],
  [
    'what the boundary says',
    { subject: subject(ROLE, statements({}), statements({}, { Effect: 'Deny' })) },
    { subject: subject(ROLE, statements({}), statements({})) },
  ],
  [
    'whether the policy of the resource counts',
    { region: bucket({ ...toAll, Effect: 'Deny' }) },
    { region: bucket({ ...toAll, Effect: 'Deny' }), lens: IDENTITY_ALONE },
  ],
  [
    'what the policy of the resource says',
    { region: bucket({ ...toAll, Effect: 'Deny' }), lens: RESOURCE_POLICIES_ALONE },
    { region: bucket({ ...toAll }), lens: RESOURCE_POLICIES_ALONE },
  ],
  ['the action', { subject: reader, action: PUT }, { subject: reader, action: GET }],
  [
    'the action, where the same statements may be about both',
    { subject: withoutReading, action: GET },
    { subject: withoutReading, action: PUT },
  ],
  [
    'who asks',
    { subject: anything, region: bucket({ Effect: 'Deny', Principal: { AWS: ROLE } }) },
    { subject: { ...anything, arn: USER }, region: bucket({ Effect: 'Deny', Principal: { AWS: ROLE } }) },
  ],
  [
    'what is known of who asks',
    { subject: { ...team, facts: facts(blue) } },
    { subject: { ...team, facts: facts(red) } },
  ],
  [
    'what is known of the request',
    { subject: team, facts: facts(blue) },
    { subject: team, facts: facts(red) },
  ],
  [
    'of which values one is known',
    {
      subject: team,
      facts: facts([red[0], { kind: 'among', set: { matching: [wildcardPattern('?d')], excluding: [] } }]),
    },
    {
      subject: team,
      facts: facts([red[0], { kind: 'among', set: { matching: [wildcardPattern('*d')], excluding: [] } }]),
    },
  ],
  [
    'what is known of the resource',
    { subject: team, region: itself({ ...ofRed, facts: facts(blue) }) },
    { subject: team, region: itself({ ...ofRed, facts: facts(red) }) },
  ],
  [
    'whether the resource is a key, which identity policies alone do not open',
    { region: itself(guarded('key', KEY, statements({ Effect: 'Deny', Principal: { AWS: USER } }))) },
    { region: itself(guarded('other', KEY, statements({ Effect: 'Deny', Principal: { AWS: USER } }))) },
  ],
  ['which resources are asked about', { region: besides('*') }, { region: besides('*/a') }],
  ['which others are spared', { sparing: [wildcardPattern('*')] }, { sparing: [wildcardPattern('*/a')] }],
  [
    'which resources are asked about, or all but those',
    { subject: allButOne, region: { resources: { matching: [literalPattern(OBJECT)], excluding: [] } } },
    { subject: allButOne, region: { resources: { matching: [], excluding: [literalPattern(OBJECT)] } } },
  ],
  [
    'which of many others are spared',
    { sparing: [...many, wildcardPattern('*')] },
    { sparing: [...many, wildcardPattern('*/a')] },
  ],
  [
    'whether the resource has a policy',
    { region: bucket({ ...toAll, Effect: 'Deny' }) },
    { region: { resources: objectsOf(BUCKET).resources } },
  ],
  [
    'whether the policy of a resource lets in whom nothing else allows anything',
    { subject: outsider, region: bucket({ Principal: { AWS: USER } }) },
    { subject: outsider, region: bucket({ Principal: { AWS: ROLE } }) },
  ],
  [
    'what is among the values of a key',
    {
      subject: ofRedAlone,
      facts: facts([
        'aws:tagkeys',
        { kind: 'includes', set: { matching: [wildcardPattern('?d')], excluding: [] } },
      ]),
    },
    {
      subject: ofRedAlone,
      facts: facts([
        'aws:tagkeys',
        { kind: 'includes', set: { matching: [wildcardPattern('*d')], excluding: [] } },
      ]),
    },
  ],
  [
    'the conditions of a statement',
    { subject: subject(ROLE, statements(OF_RED)), facts: facts(blue) },
    { subject: subject(ROLE, statements({})), facts: facts(blue) },
  ],
];

export function questionOf({ region = objectsOf(BUCKET), ...asked }: Asked): Question {
  return { subject: anything, action: GET, lens: ALL_POLICIES, ...region, ...asked };
}
