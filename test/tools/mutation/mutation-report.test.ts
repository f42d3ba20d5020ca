import { judgeMutant, type JudgedMutant } from '../../../tools/mutation/judged-mutant';
import { mutantsOf, operatorsNamed } from '../../../tools/mutation/mutants';
import { reportOf, reportText } from '../../../tools/mutation/mutation-report';
import type { Reviewed } from '../../../tools/mutation/reviewed-survivor';
import { readableGround } from './two-organizations';

const WHOLE = { seconds: 2, isWhole: true };

/** A judge that sees nothing: every mutant survives it. */
function blindly(...operators: readonly string[]): JudgedMutant[] {
  return mutantsOf([readableGround()], operatorsNamed(operators)).map((mutant) =>
    judgeMutant(mutant, () => ({ kind: 'survived' })),
  );
}

const ENTRY: Reviewed = {
  operators: ['drop-action'],
  places: ['acme/Policy/*'],
  change: '*Action.*: * -> (nothing)',
  difference: 'tighter',
  reason: 'for the test only: whoever may do less does no harm',
};

test('a blind judge leaves survivors, and the report fails', () => {
  const report = reportOf(blindly('flip-effect', 'resource-to-star'), [], WHOLE);
  expect(report).toMatchObject({ passed: false, total: { mutants: 5, surviving: 5 } });
  expect(report.mutantsPerSecond).toBe(2.5);
  expect(reportText(report)).toContain(
    [
      'SURVIVED  resource-to-star (ALLOWS MORE)',
      '          acme/Policy/Read',
      '          Properties.PolicyDocument.Statement.0.Resource.0: "arn:aws:s3:::data/acme/*" -> "*"',
    ].join('\n'),
  );
  expect(reportText(report)).toMatch(/NOT ALL KILLED: 5 mutants, 5 surviving, 0 stale entries/);
});

test('mutants that are killed or refused pass, and are counted by what killed them', () => {
  const [first, second, third] = blindly('flip-effect');
  const judged = [
    { ...first, outcome: { kind: 'claim', by: 'nothing-public' } },
    { ...second, outcome: { kind: 'contract', by: 'upload' } },
    { ...third, outcome: { kind: 'undecided', by: 'a place' } },
  ] as JudgedMutant[];
  expect(reportOf(judged, [], WHOLE)).toMatchObject({
    passed: true,
    rows: [{ operator: 'flip-effect', mutants: 3, claim: 1, contract: 1, undecided: 1, surviving: 0 }],
    killers: { 'nothing-public': 1, 'contract: upload': 1 },
  });
});

test('a survivor that says the same needs no review', () => {
  const report = reportOf(blindly('drop-tag').slice(0, 1), [], WHOLE);
  expect(report).toMatchObject({ passed: true, total: { equivalent: 1, surviving: 0 } });
});

test('a survivor on the list passes', () => {
  expect(reportOf(blindly('drop-action'), [ENTRY], WHOLE)).toMatchObject({
    passed: true,
    total: { reviewed: 2, surviving: 0 },
  });
});

test.each<[string, Partial<Reviewed>]>([
  ['of another operator', { operators: ['drop-statement'] }],
  ['at another place', { places: ['acme/Role/*'] }],
  ['of another change', { change: '*Resource*' }],
  ['of mutants that allow more', { difference: 'looser' }],
])('an entry %s covers no survivor', (_which, entry) => {
  expect(reportOf(blindly('drop-action'), [{ ...ENTRY, ...entry }], WHOLE)).toMatchObject({
    passed: false,
    total: { reviewed: 0, surviving: 2 },
  });
});

test('an entry that matches no survivor is stale and fails', () => {
  const stale = { ...ENTRY, operators: ['drop-tag'] };
  const report = reportOf(blindly('drop-tag').slice(0, 1), [stale], WHOLE);
  expect(report).toMatchObject({ passed: false, stale: [stale], total: { surviving: 0 } });
  expect(reportText(report)).toContain('STALE     no survivor is on the list by drop-tag');
});

test('a slice, and a run of other operators, leave entries alone', () => {
  const tags = blindly('drop-tag').slice(0, 1);
  expect(reportOf(tags, [ENTRY], WHOLE).stale).toEqual([]);
  expect(reportOf(tags, [{ ...ENTRY, operators: ['drop-tag'] }], { ...WHOLE, isWhole: false }).stale).toEqual(
    [],
  );
});
