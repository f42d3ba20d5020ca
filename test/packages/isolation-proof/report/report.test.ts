import type { Proof } from '../../../../packages/isolation-proof/src/judge/prove';
import type { Verification } from '../../../../packages/isolation-proof/src/judge/verify';
import {
  proofText,
  undecidedJson,
  verificationJson,
  verificationText,
  violationText,
} from '../../../../packages/isolation-proof/src/report/report';
import { UndecidedError } from '../../../../packages/isolation-proof/src/templates/errors';
import { BOTH, CLAIM, KEPT, REQUEST, VERIFICATION, VIOLATION } from './verdicts';

const CLAIM_LINE =
  'proved          Nobody reaches what is not theirs (3 principals, 4 statements, 5 questions, 1.23 s)';
const UNASKED = { ...CLAIM, verdict: 'nothing to ask' } as const;
const SEEN = { ...REQUEST, allowedBy: BOTH, lens: 'identity policies alone' };

const verificationOf = (proof: Partial<Proof>, more: Partial<Verification> = {}): Verification => ({
  ...VERIFICATION,
  proof: { ...VERIFICATION.proof, ...proof },
  ...more,
});

/** The last lines of a verdict. */
const summaryOf = (proof: Partial<Proof>, more: Partial<Verification> = {}): string =>
  verificationText(verificationOf(proof, more)).split('\n\n')[1] ?? '';

describe('the verdict as text', () => {
  it('is a line for each claim, one for the contract, what is declared, and the size', () => {
    const declarations = [
      { what: 'a is open to anybody', because: 'it is the website' },
      { what: 'data may go to b', because: 'nobody reads it' },
    ];

    expect(verificationText({ ...VERIFICATION, declarations })).toBe(
      [
        CLAIM_LINE,
        'kept            Requests that must be allowed are, and those that must be denied are (7 rows, 9 requests, 2.35 s)',
        '',
        'Declared: a is open to anybody, because it is the website.',
        'Declared: data may go to b, because nobody reads it.',
        'Proved: 2 organizations, 6 principals, all actions in 8 classes, all resources (3.46 s)',
      ].join('\n'),
    );
  });

  it.each<[organizations: number, forms: number, beginning: string]>([
    [1, 1, 'Proved: 1 organization, 6'],
    [0, 0, 'Proved: any organization, by its sessions, 6'],
    [9, 1, 'Proved: 9 organizations (1 representative judged; the others are identical), 6'],
    [9, 2, 'Proved: 9 organizations (2 representatives judged; the others are identical), 6'],
  ])('of %i organizations of %i forms says how many were judged', (organizations, forms, beginning) => {
    expect(summaryOf({ organizations, forms })).toMatch(beginning);
    expect(summaryOf({ organizations, forms }).startsWith(beginning)).toBe(true);
  });

  it('counts the claims with nothing to ask', () => {
    expect(summaryOf({ claims: [CLAIM, UNASKED, UNASKED] })).toBe(
      'Proved: 2 organizations, 6 principals, all actions in 8 classes, all resources, 2 of 3 claims with nothing to ask (3.46 s)',
    );
  });

  it('tells what is missing, and no number of organizations, which would look like a proof', () => {
    const undecided = [
      { place: 'a', reason: 'is missing' },
      { place: 'b', reason: 'is empty' },
    ];

    expect(summaryOf({ undecided }, { verdict: 'undecided' })).toBe(
      'Undecided: a: is missing\nUndecided: b: is empty\nIsolation is not proved.',
    );
    expect(summaryOf({ undecided }, { verdict: 'violated' })).toBe(
      'Undecided: a: is missing\nUndecided: b: is empty\n' +
        'VIOLATED: 2 organizations, 6 principals, all actions in 8 classes, all resources (3.46 s)',
    );
  });
});

describe('claims as text', () => {
  it('have what they take for granted and every violation below them', () => {
    const violated = {
      ...CLAIM,
      verdict: 'violated',
      notes: ['One note.', 'Another.'],
      violations: [VIOLATION],
    } as const;

    expect(proofText({ ...VERIFICATION.proof, claims: [CLAIM, violated] })).toBe(
      [
        CLAIM_LINE,
        CLAIM_LINE.replace('proved  ', 'VIOLATED'),
        '    One note.',
        '    Another.',
        '    acme reads what is of acme-eu',
        '      statement  Read of test/Only',
        '      statement  Write of test/Only',
        '      fix        Narrow it.',
      ].join('\n'),
    );
  });

  it('say what the templates hold none of', () => {
    expect(proofText({ ...VERIFICATION.proof, claims: [UNASKED] })).toBe(
      'nothing to ask  Nobody reaches what is not theirs (no tenants)',
    );
  });
});

it('a violation as text is what could happen, the request, the statements, and how many more there are', () => {
  const violation = {
    ...VIOLATION,
    request: SEEN,
    statements: [],
    path: 'acme/Role',
    alike: 3,
    more: 4,
  };

  expect(violationText(violation)).toBe(
    [
      '    acme reads what is of acme-eu (and likewise for 3 more)',
      '      principal  arn:aws:iam::111122223333:role/acme',
      '      action     s3:getobject',
      '      resource   arn:aws:s3:::acme-eu/x',
      '      aws:securetransport = true',
      '      s3:prefix = acme/',
      '      judged on  identity policies alone',
      '      at         acme/Role',
      '      fix        Narrow it.',
      '      and 4 more like this',
    ].join('\n'),
  );
});

describe('the verdict for programs', () => {
  const STATEMENTS = [
    { sid: 'Read', path: 'test/Only', stack: 'test' },
    { sid: 'Write', path: 'test/Only', stack: 'test' },
  ];

  it('has everything, with statements by Sid and construct path', () => {
    const violations = [VIOLATION, { ...VIOLATION, request: SEEN, path: 'acme/Role', alike: 3, more: 4 }];
    const declarations = [{ what: 'a is open to anybody', because: 'it is the website' }];
    const json = verificationJson(
      verificationOf({ claims: [{ ...CLAIM, violations }] }, { verdict: 'violated', declarations }),
    );

    const shown = { what: 'acme reads what is of acme-eu', statements: STATEMENTS, remedy: 'Narrow it.' };
    expect(JSON.parse(json)).toStrictEqual({
      ...VERIFICATION.proof,
      verdict: 'violated',
      claims: [
        {
          ...CLAIM,
          violations: [
            shown,
            // Without the statements once more, which would be all of the stack.
            {
              ...shown,
              request: { ...REQUEST, lens: 'identity policies alone' },
              path: 'acme/Role',
              alike: 3,
              more: 4,
            },
          ],
        },
      ],
      contract: KEPT,
      declarations,
    });
    expect(json.startsWith('{\n  "verdict"')).toBe(true);
  });

  it('lists the rows of the contract, if they are given', () => {
    const rows = { allowed: [{ id: 'a', sentence: 'A' }], denied: [] };

    expect(JSON.parse(verificationJson(VERIFICATION, { rows }))).toMatchObject({
      contract: { table: [{ id: 'a', expected: 'allowed' }] },
    });
  });

  it('says of templates that could not be judged why', () => {
    const unknowns = [{ place: 'a', reason: 'is missing' }];

    expect(undecidedJson(new UndecidedError(unknowns))).toBe(
      JSON.stringify({ verdict: 'undecided', undecided: unknowns }, null, 2),
    );
  });
});
