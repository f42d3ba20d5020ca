import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import { UndecidedError } from '../../../../packages/isolation-proof/src/templates/errors';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import { tagsOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT } from '../fixtures/stack-of';
import { judged, told } from './judged';

const role = (slug: string): string => `arn:aws:iam::${ACCOUNT}:role/${slug}-role`;

/** What is said of a document of acme. */
function saidOf(Content: Json): string[] {
  const document = ['AWS::SSM::Document', { Name: 'document', Content, Tags: tagsOf('acme') }] as const;
  return told(judged(flows, twoOrganizations({ Document: document })));
}

const underRoleOf = (slug: string, place: string): string =>
  `acme/Document of acme: the automation acts under ${role(slug)}, a role of ${slug} (${place})`;

/** A document whose role is an argument. */
const withArgument = (assumeRole: string, described: Json): Json => ({
  schemaVersion: '0.3',
  assumeRole,
  parameters: { AutomationAssumeRole: described, Other: { type: 'String', default: role('acme-eu') } },
});

test.each<[string, Json]>([
  ['a role of the same owner', { schemaVersion: '0.3', assumeRole: role('acme') }],
  ['no role', { schemaVersion: '2.2', mainSteps: [] }],
  ['a role that whoever runs it passes', withArgument('{{ AutomationAssumeRole }}', { type: 'String' })],
  ['one with an empty default', withArgument('{{AutomationAssumeRole}}', { type: 'String', default: '' })],
  ['a default of the same owner', withArgument('{{AutomationAssumeRole}}', { default: role('acme') })],
  ['a text without a role', 'schemaVersion: "2.2"\nmainSteps: []'],
])('an automation acts under %s', (_what, content) => {
  expect(saidOf(content)).toEqual([]);
});

test.each<[string, Json, string]>([
  ['in its document', { assumeRole: role('acme-eu') }, 'Content.assumeRole'],
  ['in JSON', JSON.stringify({ assumeRole: role('acme-eu') }), 'Content.assumeRole'],
  [
    'as the default of an argument',
    withArgument('{{ AutomationAssumeRole }}', { default: role('acme-eu') }),
    'Content.parameters.AutomationAssumeRole.default',
  ],
])("and under no neighbour's role: %s", (_how, content, place) => {
  expect(saidOf(content)).toEqual([underRoleOf('acme-eu', place)]);
});

test.each([`assumeRole: ${role('acme-eu')}`, '"assume\\x52ole": x'])(
  'a role in YAML is undecided, with where it stands: %s',
  (content) => {
    expect(() => saidOf(content)).toThrow(
      new UndecidedError([
        {
          place: 'acme/Document',
          reason: 'Content is not valid JSON, so what it holds is unknown; write it as JSON',
        },
      ]),
    );
  },
);
