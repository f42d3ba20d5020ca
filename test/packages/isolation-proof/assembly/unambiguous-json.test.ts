import { readUnambiguousJson } from '../../../../packages/isolation-proof/src/assembly/unambiguous-json';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';

/** Lists in lists. */
const nested = (levels: number): Json =>
  Array.from({ length: levels - 1 }).reduce<Json>((inner) => [inner], ['x']);

describe('JSON as the CDK writes it', () => {
  it.each([0, 1, 2])('is read with %i spaces, however deep it is nested', (spaces) => {
    const value = { List: nested(100), Text: '[\\n   ', Map: { A: 1 } };

    expect(readUnambiguousJson(JSON.stringify(value, undefined, spaces))).toStrictEqual({ value });
    expect(readUnambiguousJson(JSON.stringify([value], undefined, spaces))).toStrictEqual({ value: [value] });
  });
});

describe('JSON that is written otherwise', () => {
  it.each<[string, Json]>([
    ['{ "A": 1, "B": { "A": [ { "A": 2 }, { "A": 3 } ] } }', { A: 1, B: { A: [{ A: 2 }, { A: 3 }] } }],
    ['{ "B": {"A": 1}, "A": {"A": 2} }', { B: { A: 1 }, A: { A: 2 } }],
    ['[ ]', []],
    ['[\n{ "A":1 }]', [{ A: 1 }]],
    [' "text"', 'text'],
  ])('is read if no field is written twice: %s', (text, value) => {
    expect(readUnambiguousJson(text)).toStrictEqual({ value });
  });

  it.each<[string, string]>([
    ['{"A":1,"A":1}', 'A'],
    ['{\n "A": 1,\n "A": 2\n}', 'A'],
    ['{"A":{"A":1},"A":2}', 'A'],
    ['{"L":[1,{"B":1,"C":2,"B":3}]}', 'B'],
    // The first is named, and an escape is no other name.
    ['{"A":1,"\\u0041":2,"C":1,"C":2}', 'A'],
    ['{"a \\"quoted\\" name":1,"a \\"quoted\\" name":2}', 'a "quoted" name'],
  ])('is refused if one is: %s', (text, field) => {
    expect(readUnambiguousJson(text)).toStrictEqual({
      problem: `${JSON.stringify(field)} is written twice in one object; keep one of the two`,
    });
  });

  it('is nested 64 levels deep at most', () => {
    const written = (levels: number): string => ` ${JSON.stringify(nested(levels))}`;

    expect(readUnambiguousJson(written(64))).toStrictEqual({ value: nested(64) });
    expect(readUnambiguousJson(written(65))).toStrictEqual({
      problem: 'is nested more than 64 levels deep',
    });
    expect(readUnambiguousJson(` ${JSON.stringify({ A: nested(64) })}`)).toStrictEqual({
      problem: 'is nested more than 64 levels deep',
    });
  });

  it.each(['', '{', '{"A":1,}', "{'A':1}", '// comment\n{}'])('is refused if it is none: %j', (text) => {
    expect(readUnambiguousJson(text)).toStrictEqual({
      problem: expect.stringMatching(/^is not JSON: ./) as string,
    });
  });
});
