import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { guardrailsOf } from '../../../policies/guardrails/guardrails';
import { GUARDED } from '../../fixtures/guarded';

const FILE = join(__dirname, '..', '..', '..', 'emulator', 'tests', 'generated-guardrails.json');
const ACCOUNT_OF_EMULATOR = '123456789012';

/** `UPDATE_GUARDRAILS=1 npx jest test/policies/guardrails/generated-guardrails.test.ts` writes the file anew. */
test('the guardrails that the tests of the local account attach are those that are generated', () => {
  const { guardrails, signIn } = GUARDED.operations;
  if (guardrails === undefined || signIn === undefined) throw new Error('the fixture has guardrails');
  const documents = guardrailsOf({
    ...GUARDED,
    account: ACCOUNT_OF_EMULATOR,
    operations: {
      ...GUARDED.operations,
      guardrails: { ...guardrails, exempt: [`arn:aws:iam::${ACCOUNT_OF_EMULATOR}:role/delivery`] },
    },
  });
  const ofType = (wanted: string): object[] =>
    documents.filter(({ type }) => type === wanted).map(({ document }) => document);
  const generated = {
    service: ofType('SERVICE_CONTROL_POLICY'),
    resource: ofType('RESOURCE_CONTROL_POLICY'),
  };
  if (process.env['UPDATE_GUARDRAILS'] !== undefined) {
    writeFileSync(FILE, `${JSON.stringify(generated, null, 2)}\n`);
  }
  expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(generated);
});
