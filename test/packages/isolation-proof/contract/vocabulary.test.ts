import { type Axis, by } from '../../../../packages/isolation-proof/src/contract/axis';
import type { AllowedRow } from '../../../../packages/isolation-proof/src/contract/row';
import { Vocabulary } from '../../../../packages/isolation-proof/src/contract/vocabulary';

const vocabulary = new Vocabulary<string>(
  [
    { id: 'reader', subject: 'a reader' },
    { id: 'writer', subject: 'a writer' },
  ],
  [{ id: 'administrator', subject: 'an administrator' }],
);

const READ: AllowedRow<unknown, string> = {
  by: 'reader',
  sentence: ({ who, whose }) => `${who} reads ${whose} data`,
  how: 'under its key',
  requests: () => [],
};

const OVER_HTTP = { context: 'http', to: 'true' };

test('a row says who may do what, and how', () => {
  expect(vocabulary.sentenceOf(READ)).toBe("a reader reads its organization's data under its key");
  expect(vocabulary.sentenceOf({ ...READ, by: 'administrator', how: ', as a rule' })).toBe(
    "an administrator reads an organization's data, as a rule",
  );
});

test.each<[string, Axis<unknown, string>, string]>([
  [
    'how',
    { id: 'over-http', wording: { how: 'over plain HTTP' }, variations: [OVER_HTTP] },
    "a reader reads its organization's data over plain HTTP",
  ],
  [
    'whose',
    { id: 'of-other', wording: { whose: "another organization's" }, variations: [OVER_HTTP] },
    "a reader reads another organization's data",
  ],
  [
    'who',
    { id: 'untagged', wording: { whoIs: 'without tags' }, variations: [OVER_HTTP] },
    "a reader without tags reads its organization's data",
  ],
  ['another kind of the tenant', by('writer'), "a writer reads its organization's data"],
  ['somebody of no tenant', by('administrator'), "an administrator reads an organization's data"],
])('an axis says otherwise: %s', (_what, axis, sentence) => {
  expect(vocabulary.sentenceAlong(axis, READ)).toBe(sentence);
});

test('a kind that there is not is refused', () => {
  const message = 'rows are about nobody, which is not a kind of requester';
  expect(() => vocabulary.sentenceOf({ ...READ, by: 'nobody' })).toThrow(message);
  expect(() => vocabulary.sentenceAlong(by('nobody'), READ)).toThrow(message);
});
