import { groundOf } from '../../../tools/mutation/ground';
import { MutationError } from '../../../tools/mutation/mutation-error';
import { mutantsOf, operatorsNamed, sliceOf } from '../../../tools/mutation/mutants';
import { OPERATORS } from '../../../tools/mutation/operators/all';
import { groundWithFlows, PLACE, READ, smallGround, smallTemplates } from './two-organizations';

const sites = ({ statements }: ReturnType<typeof smallGround>): string[] =>
  statements.map(({ site, statement }) => `${site.resource.stack.name} ${JSON.stringify(statement['Sid'])}`);

test('what two organizations say alike is mutated once', () => {
  expect(sites(smallGround())).toEqual(['acme "Trust"', 'acme "Read"', 'acme "LogIn"']);
});

test('what a second organization alone says is mutated there', () => {
  const { 'acme-eu': other } = smallTemplates({ ...READ, Effect: 'Deny' });
  const ground = groundOf(
    { ...smallTemplates(), ...(other === undefined ? {} : { 'acme-eu': other }) },
    PLACE,
  );
  expect(sites(ground)).toEqual(['acme "Trust"', 'acme "Read"', 'acme "LogIn"', 'acme-eu "Read"']);
});

test('a second environment is mutated where it says something new', () => {
  const repetition = { seen: new Set<string>(), unrepresentative: new Set<string>() };
  groundOf(smallTemplates(), PLACE, repetition);
  const second = groundOf(smallTemplates({ ...READ, Effect: 'Deny' }), PLACE, repetition);
  expect(sites(second)).toEqual(['acme "Read"']);
});

test('all that an organization says that represents no form is mutated once more', () => {
  const repetition = { seen: new Set<string>(), unrepresentative: new Set(['acme-eu']) };
  const ground = groundOf(smallTemplates(), PLACE, repetition);
  expect(sites(ground)).toEqual(
    ['acme', 'acme-eu'].flatMap((slug) => [`${slug} "Trust"`, `${slug} "Read"`, `${slug} "LogIn"`]),
  );
  expect(ground.resources.map(({ isRepeated }) => isRepeated)).toEqual([false, false, false, false]);
  expect(sites(groundOf(smallTemplates(), PLACE, repetition))).toEqual([]);
});

test('one organization is not enough', () => {
  const { acme } = smallTemplates();
  expect(() => groundOf(acme === undefined ? {} : { acme }, PLACE)).toThrow(MutationError);
});

test('a template that is none is named', () => {
  expect(() => groundOf({ broken: {} }, PLACE)).toThrow('broken: the template has no Resources');
});

test('no mutant is what ships, and none is made twice', () => {
  const ground = smallGround();
  const mutants = mutantsOf([ground, ground]);
  const once = mutantsOf([ground]);
  expect(mutants).toHaveLength(once.length);
  expect(new Set(once.map(({ mutant }) => JSON.stringify(mutant.edits))).size).toBe(once.length);
});

test('the slice has mutants of every operator, always the same ones, spread over all', () => {
  const mutants = mutantsOf([groundWithFlows()]);
  const slice = sliceOf(mutants, 2);
  expect(new Set(slice.map(({ mutant }) => mutant.operator))).toEqual(
    new Set(OPERATORS.map(({ name }) => name)),
  );
  expect(sliceOf(mutants, 2)).toEqual(slice);
  const dropped = slice.filter(({ mutant }) => mutant.operator === 'drop-slash');
  // One in a statement, one in the rule's pattern.
  expect(dropped.map(({ mutant }) => mutant.statement)).toEqual(['Read', undefined]);
});

test('an operator that does not exist is named, with those that do', () => {
  expect(() => operatorsNamed(['drop-slash', 'drop-all'])).toThrow(
    /^no operator is called drop-all; there are drop-slash, /,
  );
});
