import { CODE } from './rows-of-code';
import { EDGES } from './rows-of-edges';
import { GRANTS } from './rows-of-grants';
import { MODELS } from './rows-of-models';
import { NAMES } from './rows-of-names';
import { saidOfAcme } from './said-of-acme';

const ROWS = [CODE, EDGES, GRANTS, MODELS, NAMES].flatMap(({ rows, thingsOf }) =>
  rows.map((row) => ({ ...row, thingsOf, name: `${row.type}: ${row.said}` })),
);

describe.each(ROWS)('$name', ({ type, of, said, isShared, thingsOf }) => {
  test('is right of its own', () => {
    expect(saidOfAcme(thingsOf, type, of('acme'))).toEqual([]);
  });

  test("is found of a neighbour's", () => {
    const found = saidOfAcme(thingsOf, type, of('acme-eu')).map((what) =>
      what.replace(/^acme\/Only of acme: /, '').replace(/acme-eu\/(\S+) of acme-eu /, '$1 '),
    );
    expect(found).toEqual([said]);
  });

  test(`${isShared ? 'may be' : 'is not'} of the platform's`, () => {
    expect(saidOfAcme(thingsOf, type, of('platform'))).toHaveLength(isShared ? 0 : 1);
  });
});
