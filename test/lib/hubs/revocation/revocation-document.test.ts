import { NO_REVOCATIONS, revocationPolicy } from '../../../../policies/data-hub/revocation-policy';
import { policyDocument } from '../../../../policies/statement';
import {
  missingOf,
  readRevocationDocument,
  revocationText,
  withCut,
} from '../../../../lib/hubs/revocation/revocation-document';

const TEMPLATE = JSON.stringify(policyDocument(revocationPolicy(NO_REVOCATIONS)));
const LIMIT = 10_240;
const NOON = new Date('2026-11-24T12:00:00Z');
const id = (number: number): string => number.toString(16).padStart(64, '0');
const later = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);
const one = (certificate: string): { certificates: string[]; everySession: boolean } => ({
  certificates: [certificate],
  everySession: false,
});

/** The document as IAM would give it back. */
function rewritten(text: string, cut: Parameters<typeof withCut>[1], now: Date, room = LIMIT): string {
  return revocationText(withCut(readRevocationDocument(text), cut, now, room));
}

test('what the template says is read as nobody revoked', () => {
  expect(readRevocationDocument(TEMPLATE)).toEqual({ certificates: [], others: [] });
  expect(revocationText(readRevocationDocument(TEMPLATE))).toBe(TEMPLATE);
});

test('a certificate that was written is read back, by the next full ten minutes', () => {
  const read = readRevocationDocument(rewritten(TEMPLATE, one(id(1)), later(3)));
  expect(read).toEqual({ certificates: [{ id: id(1), revokedAt: later(10) }], others: [] });
  expect(missingOf(read, one(id(1)), NOON).certificates).toEqual([]);
  expect(missingOf(read, one(id(2)), NOON).certificates).toEqual([id(2)]);
});

test('entries add up, each once, and go when sessions have ended by themselves', () => {
  let text = TEMPLATE;
  for (const [certificate, minute] of [
    [1, 0],
    [2, 30],
    [2, 40],
    [3, 80],
  ] as const) {
    text = rewritten(text, one(id(certificate)), later(minute));
  }
  expect(readRevocationDocument(text).certificates.map((entry) => entry.id)).toEqual([id(1), id(2), id(3)]);
  const next = readRevocationDocument(rewritten(text, one(id(4)), later(90)));
  expect(next.certificates.map((entry) => entry.id)).toEqual([id(2), id(3), id(4)]);
});

test('every session is cut by the moment of issue, which goes in time, too', () => {
  const text = rewritten(TEMPLATE, { certificates: [], everySession: true }, NOON);
  expect(readRevocationDocument(text).sessionsBefore).toEqual(NOON);
  const all = { certificates: [id(1)], everySession: true };
  expect(missingOf(readRevocationDocument(text), all, NOON)).toEqual({
    certificates: [],
    everySession: false,
  });
  expect(missingOf(readRevocationDocument(text), all, later(1)).everySession).toBe(true);
  const next = readRevocationDocument(rewritten(text, one(id(1)), later(90)));
  expect(next.sessionsBefore).toBeUndefined();
});

test('a statement that somebody else wrote is kept word for word', () => {
  const foreign = { Sid: 'Incident42', Effect: 'Deny', Action: 's3:*', Resource: '*' };
  const document = JSON.parse(TEMPLATE) as { Statement: unknown[] };
  const text = rewritten(
    JSON.stringify({ ...document, Statement: [...document.Statement, foreign] }),
    one(id(1)),
    NOON,
  );
  expect((JSON.parse(text) as { Statement: unknown[] }).Statement).toContainEqual(foreign);
});

test('a hundred certificates fit; with more than fit, all sessions are cut instead', () => {
  let text = TEMPLATE;
  for (let number = 1; number <= 100; number++) {
    text = rewritten(text, one(id(number)), later(Math.floor(number / 2)));
  }
  expect(readRevocationDocument(text)).toMatchObject({ certificates: { length: 100 } });
  expect(readRevocationDocument(text).sessionsBefore).toBeUndefined();
  for (let number = 101; number <= 200; number++) text = rewritten(text, one(id(number)), later(55));
  expect(text.length).toBeLessThanOrEqual(LIMIT);
  const full = readRevocationDocument(text);
  expect(full.sessionsBefore).toEqual(later(55));
  expect(full.certificates.at(-1)?.id).toBe(id(200));
  expect(missingOf(full, one(id(1)), later(55)).certificates).toEqual([]);
});
