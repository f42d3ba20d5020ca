import { prove } from '../../../lib/isolation/prove';
import { proofJson, proofText } from '../../../lib/isolation/report';
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

test('a proof has a line for each claim, and its size at the end', () => {
  const lines = proofText(PROVED).split('\n');
  expect(lines.slice(0, -2).map((line) => line.slice(0, 10))).toEqual(PROVED.claims.map(() => 'proved    '));
  expect(lines.at(-1)).toMatch(
    /^Proved: 2 organizations \(1 judged for all: the others say the same\), 2 principals, all actions in \d+ classes, all resources \(\d+\.\d\d s\)$/,
  );
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
    /^VIOLATED: 2 organizations/m,
  ]) {
    expect(text).toMatch(line);
  }
});

test('for programs it is JSON, with statements named by Sid and path', () => {
  const { verdict, claims } = JSON.parse(proofJson(VIOLATED)) as {
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
  const { verdict, claims } = JSON.parse(proofJson(PROVED)) as typeof PROVED;
  expect(verdict).toBe('proved');
  expect(claims.map(({ id, coverage }) => [id, coverage])).toEqual(
    PROVED.claims.map(({ id, coverage }) => [id, coverage]),
  );
});
