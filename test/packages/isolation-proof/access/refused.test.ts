import { findAccess } from '../../../../packages/isolation-proof/src/access/access';
import {
  withEach,
  withNothingKnown,
} from '../../../../packages/isolation-proof/src/access/foreign-resources';
import { ALL_POLICIES, IDENTITY_ALONE } from '../../../../packages/isolation-proof/src/access/lens';
import { areRefused, findUnlessRefused } from '../../../../packages/isolation-proof/src/access/refused';
import { itself, objectsOf, type Region } from '../../../../packages/isolation-proof/src/access/regions';
import { literalPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { type Fact, known } from '../../../../packages/isolation-proof/src/policies/facts';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import {
  BUCKET,
  guarded,
  OBJECT,
  ROLE,
  statements,
  subject,
  USER,
} from '../fixtures/statements-and-requests';
import {
  anything,
  type Asked,
  blue,
  bucket,
  GET,
  many,
  PAIRS,
  questionOf,
  toAll,
} from './pairs-of-questions';

/** Places in which everything is refused. */
const ELSEWHERE: readonly Region[] = [
  { resources: { matching: [literalPattern(OBJECT)], excluding: [literalPattern(OBJECT)] } },
  itself(guarded('bucket', 'arn:aws:s3:::empty', statements({ ...toAll, Effect: 'Deny' }))),
];

function isRowRefused(
  { region = objectsOf(BUCKET), facts: some = new Map(), ...asked }: Asked,
  others: readonly Region[],
): boolean {
  const places = [...withNothingKnown(others), ...withEach(region, [some])];
  return areRefused({ subject: anything, action: GET, lens: ALL_POLICIES, ...asked, places });
}

/** What is asked first, and what of that is remembered. */
const TWICE = [0, 1];

describe('questions that differ in one thing have answers of their own', () => {
  test.each(PAIRS)('%s', (_what, refused, found) => {
    const expected = findAccess(questionOf(found));
    expect(expected).toBeDefined();
    expect(TWICE.map(() => [refused, found].map((asked) => findUnlessRefused(questionOf(asked))))).toEqual(
      TWICE.map(() => [undefined, expected]),
    );
  });

  test.each(PAIRS)('%s, in one place alone', (_what, refused, found) => {
    expect(TWICE.map(() => [refused, found].map((asked) => isRowRefused(asked, [])))).toEqual(
      TWICE.map(() => [true, false]),
    );
  });

  test.each(PAIRS)('%s, in one of several places', (_what, refused, found) => {
    expect(TWICE.map(() => [refused, found].map((asked) => isRowRefused(asked, ELSEWHERE)))).toEqual(
      TWICE.map(() => [true, false]),
    );
  });
});

/** Facts that count how often one of them is asked for, as policies do when a question is answered anew. */
class AskedFacts extends Map<string, Fact> {
  asked = 0;

  override get(key: string): Fact | undefined {
    this.asked += 1;
    return super.get(key);
  }
}

describe('what is refused is not asked again', () => {
  const RED_OF_NEWCO: JsonObject = {
    Condition: { StringEquals: { 'aws:PrincipalTag/team': 'red', 'aws:RequestTag/of': 'newco' } },
  };
  const BLUE = [blue, ['aws:requesttag/of', known('newco')]] as const;
  /** Of an app that is read anew: of its policies, nothing is the same object. */
  const inAnotherVersion = (): Asked => ({
    subject: subject(ROLE, statements({ Sid: 'Renamed', ...RED_OF_NEWCO })),
    region: bucket({ Principal: { AWS: USER } }),
  });

  test('of policies that say the same in another version of an app, whatever their statements are called', () => {
    const [first, second] = [new AskedFacts(BLUE), new AskedFacts(BLUE)];
    const original = { subject: subject(ROLE, statements({ Sid: 'Original', ...RED_OF_NEWCO })) };
    const refused = [
      findUnlessRefused(questionOf({ ...inAnotherVersion(), ...original, facts: first })),
      findUnlessRefused(questionOf({ ...inAnotherVersion(), facts: second })),
    ];
    expect(refused).toEqual([undefined, undefined]);
    expect(first.asked).toBeGreaterThan(0);
    expect(second.asked).toBe(0);
  });

  test('of a row of places', () => {
    const [first, second] = [new AskedFacts(BLUE), new AskedFacts(BLUE)];
    const refused = [first, second].map((some) =>
      isRowRefused({ ...inAnotherVersion(), lens: IDENTITY_ALONE, facts: some }, []),
    );
    expect(refused).toEqual([true, true]);
    expect(first.asked).toBeGreaterThan(0);
    expect(second.asked).toBe(0);
  });

  test('where many resources are spared, by the same list or by one that names the same', () => {
    const isAsked = [many, many, [...many]].map((sparing) => {
      const some = new AskedFacts(BLUE);
      findUnlessRefused(questionOf({ ...inAnotherVersion(), facts: some, sparing }));
      return some.asked > 0;
    });
    expect(isAsked).toEqual([true, false, false]);
  });
});
