import { readVerdict } from '../../../../lib/review/guards/read-verdict';

const CLAIM = { id: 'isolation', title: 'Nobody reaches what is not theirs' };

test('reads a verdict that lists nothing but claims, as older revisions do', () => {
  expect(readVerdict(JSON.stringify({ verdict: 'proved', claims: [CLAIM] }))).toEqual({
    judged: { verdict: 'proved', findings: [] },
    claims: [CLAIM],
    declarations: [],
  });
});

test('tells counterexamples, broken rows and what is undecided, a line for each part', () => {
  const request = { principal: 'p', action: 's3:GetObject', resource: 'r', context: { 'aws:x': '1' } };
  const statements = [{ sid: 'Read', path: 'shared/Policy', stack: 'shared' }];
  const verdict = readVerdict(
    JSON.stringify({
      verdict: 'violated',
      undecided: [{ place: 'shared', reason: 'unsupported' }],
      claims: [
        {
          ...CLAIM,
          violations: [
            { what: 'acme may read', request, statements, remedy: 'Narrow it.', alike: 2, more: 3 },
          ],
        },
      ],
      contract: {
        failures: [
          {
            row: 'upload',
            sentence: 'A hub uploads',
            organization: 'acme',
            expected: 'allowed',
            actual: 'denied',
            because: 'nothing allows it',
            statements: [],
            remedy: 'Allow it.',
          },
        ],
        table: [{ id: 'upload', sentence: 'A hub uploads', expected: 'allowed' }],
      },
      declarations: [{ what: 'X grants nothing', because: 'it is inert' }],
    }),
  );
  expect(verdict?.judged.findings).toEqual([
    {
      claim: 'isolation',
      title: CLAIM.title,
      lines: [
        'acme may read (and likewise for 2 more)',
        'request: s3:GetObject on r by p',
        'aws:x = 1',
        'statement: Read of shared/Policy',
        'fix: Narrow it.',
        'and 3 more like this',
      ],
    },
    {
      claim: 'contract',
      title: 'acme: A hub uploads (row upload)',
      lines: ['expected allowed, got denied: nothing allows it', 'fix: Allow it.'],
    },
    { claim: 'undecided', title: 'shared', lines: ['unsupported'] },
  ]);
  expect(verdict?.rows).toEqual([{ id: 'upload', title: 'A hub uploads' }]);
  expect(verdict?.declarations).toEqual([{ what: 'X grants nothing', because: 'it is inert' }]);
});

test.each(['', 'Error: no', '[]', '{"verdict": "yes"}'])('reads no verdict out of %j', (text) => {
  expect(readVerdict(text)).toBeUndefined();
});
