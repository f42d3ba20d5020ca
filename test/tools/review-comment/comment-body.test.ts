import { REVIEW_MARKER } from '../../../lib/review/markdown/review-markdown';
import { commentBody, LONGEST_COMMENT, MARKER } from '../../../tools/review-comment/comment-body';

const COMMIT = {
  sha: '0123456789abcdef0123456789abcdef01234567',
  runUrl: 'https://example.com/run/1',
  request: 'pull request',
};

test('what is certain stands above what the change made', () => {
  expect(commentBody(`${MARKER}\n## acme-eu gains nothing`, COMMIT)).toBe(
    `${MARKER}\n<sub>Review of ${COMMIT.sha}, made by [this run](https://example.com/run/1) with the code of this ` +
      'pull request.</sub>\n\n## acme-eu gains nothing',
  );
});

test('without a review, the comment says so, and an older one does not stay', () => {
  expect(commentBody(undefined, COMMIT)).toBe(
    `${MARKER}\nThere is no review of ${COMMIT.sha}: [this run](https://example.com/run/1) failed before it was made.\n`,
  );
});

test('the marker is that of the review', () => {
  expect(MARKER).toBe(REVIEW_MARKER);
});

test('there is one marker, wherever the review has others', () => {
  expect(commentBody(`text ${MARKER} ${MARKER}`, COMMIT).split(MARKER)).toHaveLength(2);
});

test.each([
  ['@octocat, look', '@\u200boctocat, look'],
  ['(@acme/admins)', '(@\u200bacme/admins)'],
  ['aws-cdk@2.1 and a@b.example', 'aws-cdk@2.1 and a@b.example'],
  ['node_modules/@aws-cdk/core', 'node_modules/@aws-cdk/core'],
])('nobody is called: %s', (markdown, expected) => {
  expect(commentBody(markdown, COMMIT).split('</sub>\n\n')[1]).toBe(expected);
});

test.each([
  ['ASCII', 'a row of the review\n'],
  ['four bytes a character', 'a row 🟥🟥🟥\n'],
])('a review that is too long is cut at the end of a line: %s', (_, row) => {
  const body = commentBody(row.repeat(20_000), COMMIT);
  const bytes = Buffer.byteLength(body);
  expect(bytes).toBeLessThanOrEqual(LONGEST_COMMENT);
  expect(bytes).toBeGreaterThan(LONGEST_COMMENT - 200);
  expect(body).toContain(
    `${row.trim()}\n\n*Cut here: the whole review is among the artifacts of the run.*\n`,
  );
  expect(body).not.toContain('\ufffd');
});

test('one line without an end is cut, too', () => {
  expect(Buffer.byteLength(commentBody('x'.repeat(100_000), COMMIT))).toBeLessThanOrEqual(LONGEST_COMMENT);
});
