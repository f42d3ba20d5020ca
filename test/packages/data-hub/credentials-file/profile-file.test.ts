import { withProfile } from '../../../../packages/data-hub/src/credentials-file/profile-file';

const CREDENTIALS = {
  accessKeyId: 'ASIA2',
  secretAccessKey: 'S2',
  sessionToken: 'T2',
  expiration: new Date(0),
};
const OURS = 'aws_access_key_id = ASIA2\naws_secret_access_key = S2\naws_session_token = T2\n';

function changed(text: string): string {
  const change = withProfile(text, 'hub', CREDENTIALS, 'credentials');
  if ('problems' in change) throw new Error(JSON.stringify(change.problems));
  return change.text;
}

function problems(text: string): string[] {
  const change = withProfile(text, 'hub', CREDENTIALS, 'credentials');
  return 'problems' in change ? change.problems.map(({ place, fix }) => `${place}: ${fix}`) : [];
}

test.each([
  ['an empty file', '', ''],
  ['a file that ends in a line break', '[other]\nregion = x\n', '[other]\nregion = x\n\n'],
  ['one that does not', '[other]\nregion = x', '[other]\nregion = x\n\n'],
  ['one that ends in an empty line', '[other]\n\n', '[other]\n\n'],
])('a new profile is added to %s', (_what, text, before) => {
  expect(changed(text)).toBe(`${before}[hub]\n${OURS}`);
});

test('of a profile that is there only the three settings change; nothing else in the file does', () => {
  const before = '# mine \xe4\xff\n[hub-2]\naws_access_key_id=AKIAOTHER\n\n';
  const after = '\n; end\n[default]\r\naws_secret_access_key =  spaces  \ns3 =\n    max_bandwidth = 1MB/s';
  const text = `${before}[hub]\n# why\naws_access_key_id = ASIA1\nregion = eu-central-1\nAWS_SECRET_ACCESS_KEY=S1\naws_session_token = T1\n${after}`;

  expect(changed(text).replaceAll('\r\n', '\n')).toBe(
    `${before}[hub]\n${OURS}# why\nregion = eu-central-1\n${after}`.replaceAll('\r\n', '\n'),
  );
  expect(changed(text)).toContain('[default]\r\naws_secret_access_key =  spaces  \n');
});

test('writing twice gives the same text', () => {
  const once = changed('[hub]\naws_session_token = T1\n[hub-2]\nregion = x\n');

  expect(changed(once)).toBe(once);
});

test('a file with CR LF gets CR LF', () => {
  expect(changed('[other]\r\nregion = x\r\n')).toBe(
    `[other]\r\nregion = x\r\n\r\n[hub]\r\n${OURS.replaceAll('\n', '\r\n')}`,
  );
});

test.each([
  ['what is no setting', '[a]\nno setting\n', 'credentials line 2: is neither a comment'],
  ['a setting outside profiles', 'region = x\n[a]\n', 'credentials line 1: '],
  ['a header that does not end', '[a\n', 'credentials line 1: '],
  ['UTF-16', '\xff\xfe[\0h\0', 'credentials line 1: '],
  ['the profile twice', '[hub]\n[a]\n[hub]\n', 'credentials [hub]: is there 2 times'],
  ['a long-term key', '[hub]\naws_access_key_id = AKIA\n', 'credentials [hub]: holds a long-term access key'],
  ['another source', '[hub]\nrole_arn = x\nsso_session = y\n', 'by role_arn, sso_session; choose'],
])('%s is refused', (_what, text, problem) => {
  expect(problems(text)).toEqual([expect.stringContaining(problem)]);
});

test('all problems are told at once', () => {
  expect(problems('x\n[hub]\ny\nrole_arn = x\n')).toHaveLength(3);
});
