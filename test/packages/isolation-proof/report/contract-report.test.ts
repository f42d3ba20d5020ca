import {
  contractForPrograms,
  contractOutcome,
  contractText,
  failureText,
} from '../../../../packages/isolation-proof/src/report/contract-report';
import { BOTH, FAILURE, KEPT, REQUEST } from './verdicts';

describe('what the contract came to', () => {
  it('is kept, broken, or nothing to ask', () => {
    expect(contractOutcome(KEPT)).toBe('kept');
    expect(contractOutcome({ ...KEPT, failures: [FAILURE] })).toBe('broken');
    expect(contractOutcome({ ...KEPT, requests: 0 })).toBe('nothing to ask');
    // An organization that rows cannot be asked of.
    expect(contractOutcome({ ...KEPT, requests: 0, failures: [FAILURE] })).toBe('broken');
  });
});

describe('the contract as text', () => {
  const SENTENCE = 'Requests that must be allowed are, and those that must be denied are';

  it('is a line that says how much was asked', () => {
    expect(contractText(KEPT)).toBe(`kept            ${SENTENCE} (7 rows, 9 requests, 2.35 s)`);
  });

  it('names the rows that nothing was asked for', () => {
    expect(contractText({ ...KEPT, nothingToAsk: ['a', 'b'] })).toBe(
      `kept            ${SENTENCE} (7 rows, 9 requests, 2.35 s; 2 with nothing to ask: a, b)`,
    );
  });

  it('counts them where they are many', () => {
    const rows = (count: number): string[] => Array.from({ length: count }, (_, index) => `row-${index}`);
    expect(contractText({ ...KEPT, nothingToAsk: rows(5) })).toContain(
      '5 with nothing to ask: row-0, row-1,',
    );
    expect(contractText({ ...KEPT, nothingToAsk: rows(6) })).toBe(
      `kept            ${SENTENCE} (7 rows, 9 requests, 2.35 s; 6 with nothing to ask (the JSON names them))`,
    );
  });

  it('says that nothing was asked', () => {
    expect(contractText({ ...KEPT, requests: 0 })).toBe(`nothing to ask  ${SENTENCE} (no requests)`);
  });

  it('has every failure below it', () => {
    expect(contractText({ ...KEPT, failures: [FAILURE, { ...FAILURE, row: 'other' }] })).toBe(
      [
        `BROKEN          ${SENTENCE} (7 rows, 9 requests, 2.35 s)`,
        "    acme: a hub writes its organization's data (row hub-writes): expected allow, got deny: nothing allows it",
        '      fix        Allow it.',
        "    acme: a hub writes its organization's data (row other): expected allow, got deny: nothing allows it",
        '      fix        Allow it.',
      ].join('\n'),
    );
  });
});

describe('a failure as text', () => {
  it('is what was asked, what decided it, and what would fix it', () => {
    const failure = {
      ...FAILURE,
      expected: 'denied',
      actual: 'open',
      request: REQUEST,
      statements: BOTH,
      path: 'acme/Role',
    } as const;

    expect(failureText(failure)).toBe(
      [
        "    acme: a hub writes its organization's data (row hub-writes): expected deny, got undetermined: nothing allows it",
        '      principal  arn:aws:iam::111122223333:role/acme',
        '      action     s3:getobject',
        '      resource   arn:aws:s3:::acme-eu/x',
        '      aws:securetransport = true',
        '      s3:prefix = acme/',
        '      statement  Read of test/Only',
        '      statement  Write of test/Only',
        '      at         acme/Role',
        '      fix        Allow it.',
      ].join('\n'),
    );
  });

  it('says what was expected to be denied', () => {
    expect(failureText({ ...FAILURE, expected: 'denied', actual: 'allowed' })).toContain(
      'expected deny, got allow: nothing allows it',
    );
  });
});

describe('the contract for programs', () => {
  it('names statements by Sid and construct path', () => {
    expect(contractForPrograms({ ...KEPT, failures: [{ ...FAILURE, statements: BOTH }] })).toStrictEqual({
      ...KEPT,
      failures: [
        {
          ...FAILURE,
          statements: [
            { sid: 'Read', path: 'test/Only', stack: 'test' },
            { sid: 'Write', path: 'test/Only', stack: 'test' },
          ],
        },
      ],
    });
  });

  it('lists the rows that are asked, if they are given', () => {
    const rows = {
      allowed: [{ id: 'a', sentence: 'A' }],
      denied: [
        { id: 'b', sentence: 'B' },
        { id: 'c', sentence: 'C' },
      ],
    };

    expect(contractForPrograms(KEPT, { rows })).toStrictEqual({
      ...KEPT,
      table: [
        { id: 'a', sentence: 'A', expected: 'allowed' },
        { id: 'b', sentence: 'B', expected: 'denied' },
        { id: 'c', sentence: 'C', expected: 'denied' },
      ],
    });
    expect(contractForPrograms(KEPT)).toStrictEqual(KEPT);
  });
});
