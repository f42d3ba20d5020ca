import type { Json } from '../../../packages/isolation-proof/src/templates/json';
import { readTemplate } from '../../../packages/isolation-proof/src/assembly/read-template';
import { organizationDescription } from '../../../lib/stacks/stack-description';
import { environment, organization } from '../../fixtures/environment';
import { synthesize, wholeOf } from '../../fixtures/synthesize';

const PLACE = {
  account: '111122223333',
  region: 'eu-central-1',
  partition: 'aws',
  dnsSuffix: 'amazonaws.com',
};
const read = (template: unknown) => readTemplate('stack', template as Json, PLACE);

const described = (displayName: string): string =>
  organizationDescription(organization('acme-eu', { displayName }), environment());

test.each([
  ['Acme Europe', 'Organization acme-eu (Acme Europe) of ts test'],
  ['A & B "C" <d>', 'Organization acme-eu (A & B "C" <d>) of ts test'],
  // CloudFormation would give these back as question marks.
  ['Müller', 'Organization acme-eu of ts test'],
  ['Acme – Europe', 'Organization acme-eu of ts test'],
  ['東京', 'Organization acme-eu of ts test'],
  // The CDK would take this for one of its tokens.
  ['${Token[TOKEN.1]}', 'Organization acme-eu of ts test'],
])('of %j', (displayName, description) => {
  expect(described(displayName)).toBe(description);
});

test('never has more than CloudFormation takes', () => {
  expect(described('x'.repeat(200)).length).toBeLessThan(1024);
});

test('is all that a display name changes in a template', () => {
  const templateOf = (displayName: string) =>
    synthesize(wholeOf(environment({ organizations: [organization('acme', { displayName })] })))[
      'ts-test-organization-acme'
    ];
  const [one, other] = [templateOf('Acme'), templateOf('${Token[TOKEN.1]} Müller')];
  expect(one).toMatchObject({ Description: 'Organization acme (Acme) of ts test' });
  expect(other).toEqual({ ...one, Description: 'Organization acme of ts test' });
  // So organizations of different names are of one form: the proof does not read it.
  expect(read(one)).toEqual(read(other));
});
