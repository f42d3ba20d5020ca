import { examine, prove, verifyEvidence } from '../../../lib/isolation/proof';
import {
  proofText,
  verificationJson,
  verificationText,
} from '../../../packages/isolation-proof/src/report/report';
import type { Verification } from '../../../packages/isolation-proof/src/judge/verify';
import {
  inlinePolicy,
  policyOf,
  roleOf,
  twoOrganizations,
} from '../../packages/isolation-proof/fixtures/organizations';
import { ACCOUNT, stackOf } from '../../packages/isolation-proof/fixtures/stack-of';

const OPERATOR = {
  RoleName: 'operator',
  AssumeRolePolicyDocument: policyOf({
    Effect: 'Allow',
    Principal: { AWS: ACCOUNT },
    Action: 'sts:AssumeRole',
  }),
};

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
  slugs: ['acme', 'acme-eu'],
  contract: { rows: 3, nothingToAsk: [], requests: 4, failures: [], milliseconds: 5 },
  declarations: [],
});

test('a proof has a line for each claim, and below it what the claim takes for granted', () => {
  const lines = proofText(PROVED).split('\n');
  expect(lines.filter((line) => !line.startsWith(' ')).map((line) => line.slice(0, 16).trimEnd())).toEqual(
    PROVED.claims.map(({ verdict }) => verdict),
  );
  expect(lines.filter((line) => line.startsWith(' '))).toEqual([
    expect.stringMatching(/^ {4}Exempt: the trust policy of acme\/Role and 1 more lets in credentials\.iot/),
  ]);
});

test('a claim without a subject says what there is none of, and counts as neither proved nor failed', () => {
  expect(proofText(PROVED)).toMatch(
    /^nothing to ask {2}While an organization is suspended, .* \(no principals of a suspended organization\)$/m,
  );
  expect(PROVED.verdict).toBe('proved');
  expect(verificationText(verificationOf(PROVED))).toMatch(/, 19 of 25 claims with nothing to ask \(/);
});

test('without organizations, the last lines say what was looked for, and no number of them', () => {
  const text = verificationText(verificationOf(prove([stackOf({ Role: ['AWS::IAM::Role', OPERATOR] })])));
  expect(text).toMatch(
    /\nUndecided: the templates: 1 principal \(test\/Role\) and no organization; .*orgSlug/,
  );
  // A role that people may assume is judged all the same.
  expect(text).toMatch(/\nVIOLATED: 0 organizations, 1 principals, /);
  expect(text).not.toMatch(/^Proved/m);
});

test('a contract of which no request was made is neither kept nor broken', () => {
  const contract = { rows: 0, nothingToAsk: ['upload'], requests: 0, failures: [], milliseconds: 0 };
  expect(verificationText({ ...verificationOf(PROVED), contract })).toMatch(
    /^nothing to ask {2}Requests that must be allowed are, .* \(no requests\)$/m,
  );
});

test('rows without a request are named, and not counted among those that are kept', () => {
  const contract = { rows: 3, nothingToAsk: ['upload', 'read'], requests: 4, failures: [], milliseconds: 5 };
  expect(verificationText({ ...verificationOf(PROVED), contract })).toMatch(
    /^kept .*\(3 rows, 4 requests, 0\.01 s; 2 with nothing to ask: upload, read\)$/m,
  );
});

test('the contract has a line, and the size of all is at the end', () => {
  const [contract, empty, summary] = verificationText(verificationOf(PROVED)).split('\n').slice(-3);
  expect(contract).toBe(
    'kept            Requests that must be allowed are, and those that must be denied are (3 rows, 4 requests, 0.01 s)',
  );
  expect(empty).toBe('');
  expect(summary).toMatch(
    /^Proved: 2 organizations \(1 representative judged; the others are identical\), 2 principals, all actions in \d+ classes, all resources, 19 of 25 claims with nothing to ask \(\d+\.\d\d s\)$/,
  );
});

test('organizations that reach nothing are proved, and break the contract', () => {
  const verification = examine(twoOrganizations(), (evidence) => verifyEvidence(evidence));
  expect([verification.proof.verdict, verification.verdict]).toEqual(['proved', 'violated']);
  const text = verificationText(verification);
  expect(text).toMatch(/^BROKEN {10}Requests that must be allowed are/m);
  expect(text).toMatch(/^ {6}fix {8}Give the organization all of its resources/m);
  expect(text).toMatch(/^VIOLATED: 2 organizations/m);
  expect(JSON.parse(verificationJson(verification))).toMatchObject({
    verdict: 'violated',
    contract: { failures: [{ row: 'names', organization: 'acme' }] },
  });
});

test('a violation is shown as a request, with the statement that allows it', () => {
  const text = proofText(VIOLATED);
  for (const line of [
    /^VIOLATED {8}No principal of an organization reaches what is not its own/m,
    /^proved {10}/m,
    new RegExp(`^ {6}principal {2}arn:aws:iam::${ACCOUNT}:role/acme-role$`, 'm'),
    /^ {6}action {5}glue:gettable$/m,
    /^ {6}resource {3}arn:aws:glue:.*:table\/acme_eu\/t$/m,
    /^ {6}judged on {2}all policies$/m,
    /^ {6}and 1 more like this$/m,
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
