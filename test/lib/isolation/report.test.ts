import { examine } from '../../../lib/isolation/evidence';
import { prove } from '../../../lib/isolation/prove';
import { proofText, verificationJson, verificationText } from '../../../lib/isolation/report';
import { type Verification, verifyEvidence } from '../../../lib/isolation/verify';
import { inlinePolicy, roleOf, twoOrganizations } from './organizations';
import { ACCOUNT } from './stack-of';

const PROVED = prove(twoOrganizations());
const VIOLATED = prove(
  twoOrganizations({
    Role: roleOf(
      'acme',
      inlinePolicy({
        Sid: 'TooMuch',
        Effect: 'Allow',
        Action: 'glue:GetTable',
        Resource: 'arn:aws:glue:*:*:table/acme_eu/t',
      }),
    ),
  }),
);

/** The verification of a proof, with a contract that is kept. */
const verificationOf = (proof: Verification['proof']): Verification => ({
  verdict: proof.verdict,
  proof,
  contract: { rows: 3, requests: 4, failures: [], milliseconds: 5 },
});

test('a proof has a line for each claim', () => {
  const lines = proofText(PROVED).split('\n');
  expect(lines.map((line) => line.slice(0, 10))).toEqual(PROVED.claims.map(() => 'proved    '));
});

test('the contract has a line, and the size of all is at the end', () => {
  const [contract, empty, summary] = verificationText(verificationOf(PROVED)).split('\n').slice(-3);
  expect(contract).toBe(
    'kept      Requests that must be allowed are, and those that must be denied are (3 rows, 4 requests, 0.01 s)',
  );
  expect(empty).toBe('');
  expect(summary).toMatch(
    /^Proved: 2 organizations \(1 judged for all: the others say the same\), 2 principals, all actions in \d+ classes, all resources \(\d+\.\d\d s\)$/,
  );
});

test('organizations that reach nothing are proved, and break the contract', () => {
  const verification = examine(twoOrganizations(), (evidence) => verifyEvidence(evidence));
  expect([verification.proof.verdict, verification.verdict]).toEqual(['proved', 'violated']);
  const text = verificationText(verification);
  expect(text).toMatch(/^BROKEN {4}Requests that must be allowed are/m);
  expect(text).toMatch(/^ {6}to mend {4}Give the organization all of its resources/m);
  expect(text).toMatch(/^VIOLATED: 2 organizations/m);
  expect(JSON.parse(verificationJson(verification))).toMatchObject({
    verdict: 'violated',
    contract: { failures: [{ row: 'names', organization: 'acme' }] },
  });
});

test('a violation is shown as a request, with the statement that allows it', () => {
  const text = proofText(VIOLATED);
  for (const line of [
    /^VIOLATED {2}No principal of an organization reaches what is not its own/m,
    /^proved {4}/m,
    new RegExp(`^ {6}principal {2}arn:aws:iam::${ACCOUNT}:role/acme-role$`, 'm'),
    /^ {6}action {5}glue:gettable$/m,
    /^ {6}resource {3}arn:aws:glue:.*:table\/acme_eu\/t$/m,
    /^ {6}judged on {2}identity policies alone$/m,
    /^ {6}statement {2}TooMuch of acme\/Role$/m,
  ]) {
    expect(text).toMatch(line);
  }
});

test('for programs it is JSON, with statements named by Sid and path', () => {
  const { verdict, claims } = JSON.parse(verificationJson(verificationOf(VIOLATED))) as {
    verdict: string;
    claims: { id: string; violations: { request: object; statements: object[] }[] }[];
  };
  expect(verdict).toBe('violated');
  const [violation] = claims.find(({ id }) => id === 'tenant-isolation')?.violations ?? [];
  expect(violation?.statements).toEqual([{ sid: 'TooMuch', path: 'acme/Role', stack: 'acme' }]);
  expect(violation?.request).toMatchObject({ action: 'glue:gettable', context: {} });
  expect(violation?.request).not.toHaveProperty('allowedBy');
});

test('for programs a proof has every claim, with what it looked at', () => {
  const { verdict, claims } = JSON.parse(verificationJson(verificationOf(PROVED))) as typeof PROVED;
  expect(verdict).toBe('proved');
  expect(claims.map(({ id, coverage }) => [id, coverage])).toEqual(
    PROVED.claims.map(({ id, coverage }) => [id, coverage]),
  );
});
