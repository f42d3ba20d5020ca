import { groundOf, type Templates } from '../../../tools/mutation/ground';
import { mutantsOf, operatorsNamed } from '../../../tools/mutation/mutants';
import { PLACE, smallTemplates } from './two-organizations';

/** The small templates, with sessions that bring the tag of their organization and no other one. */
function templates(): Templates {
  const condition = { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'orgSlug' } };
  const trust = `"Action":["sts:AssumeRole","sts:TagSession"],"Condition":${JSON.stringify(condition)}`;
  const text = JSON.stringify(smallTemplates());
  return JSON.parse(text.replaceAll('"Action":"sts:AssumeRole"', trust)) as Templates;
}

test('other tags, or any, are let in', () => {
  const ground = groundOf(templates(), PLACE);
  const mutants = mutantsOf([ground], operatorsNamed(['widen-session-tags']));
  expect(
    mutants.map(({ mutant }) =>
      mutant.edits.map(({ path, value }) => [path.slice(6).join('.'), value ?? '(nothing)']),
    ),
  ).toEqual([
    [['Condition.ForAllValues:StringEquals.aws:TagKeys', ['orgSlug', 'orgKeyArn']]],
    [['Condition.ForAllValues:StringEquals.aws:TagKeys', ['orgSlug', 'orgDatabase']]],
    [
      ['Condition.ForAllValues:StringEquals', '(nothing)'],
      ['Condition.ForAllValues:StringLike', { 'aws:TagKeys': '*' }],
    ],
    [
      ['Condition.ForAllValues:StringEquals', '(nothing)'],
      ['Condition.ForAnyValue:StringLike', { 'aws:TagKeys': '*' }],
    ],
  ]);
});

test('a trust that has session tags already is given none', () => {
  const ground = groundOf(templates(), PLACE);
  expect(mutantsOf([ground], operatorsNamed(['allow-session-tags']))).toEqual([]);
});
