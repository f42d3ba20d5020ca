import { textWithOrganization } from '../../../lib/organizations/entry-text';

const NEWCO = { slug: 'newco', displayName: 'Newco' };
const WITH_USERS = { ...NEWCO, status: 'suspended', athenaUsers: ['jane', 'joe'] };

const lines = (...all: readonly string[]): string => all.join('\n');

const TABLE: readonly (readonly [what: string, before: string, after: string])[] = [
  [
    'entries of one line, as this project has them',
    lines(
      '{',
      '  "account": "1",',
      '  "organizations": [',
      '    { "slug": "acme", "displayName": "Acme" },',
      '    { "slug": "acme-eu", "displayName": "Acme Europe" }',
      '  ],',
      '  "region": "x"',
      '}',
      '',
    ),
    lines(
      '{',
      '  "account": "1",',
      '  "organizations": [',
      '    { "slug": "acme", "displayName": "Acme" },',
      '    { "slug": "acme-eu", "displayName": "Acme Europe" },',
      '    { "slug": "newco", "displayName": "Newco" }',
      '  ],',
      '  "region": "x"',
      '}',
      '',
    ),
  ],
  [
    'one entry of one line, without a line break at the end of the file',
    lines('{', '  "organizations": [', '    { "slug": "acme", "displayName": "Acme" }', '  ]', '}'),
    lines(
      '{',
      '  "organizations": [',
      '    { "slug": "acme", "displayName": "Acme" },',
      '    { "slug": "newco", "displayName": "Newco" }',
      '  ]',
      '}',
    ),
  ],
  [
    'four spaces, and entries of several lines',
    lines(
      '{',
      '    "organizations": [',
      '        {',
      '            "slug": "acme",',
      '            "displayName": "Acme"',
      '        }',
      '    ]',
      '}',
    ),
    lines(
      '{',
      '    "organizations": [',
      '        {',
      '            "slug": "acme",',
      '            "displayName": "Acme"',
      '        },',
      '        {',
      '            "slug": "newco",',
      '            "displayName": "Newco"',
      '        }',
      '    ]',
      '}',
    ),
  ],
  [
    'tabs',
    '{\n\t"organizations": [\n\t\t{\n\t\t\t"slug": "acme",\n\t\t\t"displayName": "Acme"\n\t\t}\n\t]\n}\n',
    '{\n\t"organizations": [\n\t\t{\n\t\t\t"slug": "acme",\n\t\t\t"displayName": "Acme"\n\t\t},\n' +
      '\t\t{\n\t\t\t"slug": "newco",\n\t\t\t"displayName": "Newco"\n\t\t}\n\t]\n}\n',
  ],
  [
    'line breaks of Windows',
    '{\r\n  "organizations": [\r\n    {\r\n      "slug": "acme",\r\n      "displayName": "Acme"\r\n    }\r\n  ]\r\n}\r\n',
    '{\r\n  "organizations": [\r\n    {\r\n      "slug": "acme",\r\n      "displayName": "Acme"\r\n    },\r\n' +
      '    {\r\n      "slug": "newco",\r\n      "displayName": "Newco"\r\n    }\r\n  ]\r\n}\r\n',
  ],
  [
    'line breaks of Windows, and entries of one line',
    '{\r\n  "organizations": [\r\n    { "slug": "acme", "displayName": "Acme" }\r\n  ]\r\n}\r\n',
    '{\r\n  "organizations": [\r\n    { "slug": "acme", "displayName": "Acme" },\r\n' +
      '    { "slug": "newco", "displayName": "Newco" }\r\n  ]\r\n}\r\n',
  ],
  [
    'a list in one line',
    '{\n  "organizations": [{ "slug": "acme", "displayName": "Acme" }, { "slug": "acme-eu", "displayName": "A" }]\n}\n',
    '{\n  "organizations": [{ "slug": "acme", "displayName": "Acme" }, { "slug": "acme-eu", "displayName": "A" }, { "slug": "newco", "displayName": "Newco" }]\n}\n',
  ],
  [
    'a list of one in one line',
    '{\n  "organizations": [ {"slug": "acme", "displayName": "Acme"} ]\n}\n',
    '{\n  "organizations": [ {"slug": "acme", "displayName": "Acme"}, {"slug": "newco", "displayName": "Newco"} ]\n}\n',
  ],
  [
    'everything in one line, without a space',
    '{"account":"1","organizations":[{"slug":"acme","displayName":"Acme"}]}',
    '{"account":"1","organizations":[{"slug":"acme","displayName":"Acme"},{"slug":"newco","displayName":"Newco"}]}',
  ],
  [
    'braces that begin beside the bracket',
    lines('{', '  "organizations": [{', '    "slug": "acme",', '    "displayName": "Acme"', '  }]', '}'),
    lines(
      '{',
      '  "organizations": [{',
      '    "slug": "acme",',
      '    "displayName": "Acme"',
      '  }, {',
      '    "slug": "newco",',
      '    "displayName": "Newco"',
      '  }]',
      '}',
    ),
  ],
  [
    'an empty list',
    lines('{', '\t"account": "1",', '\t"organizations": []', '}', ''),
    lines(
      '{',
      '\t"account": "1",',
      '\t"organizations": [',
      '\t\t{ "slug": "newco", "displayName": "Newco" }',
      '\t]',
      '}',
      '',
    ),
  ],
  [
    'an empty list over two lines, before other fields',
    lines('{', '    "organizations": [', '    ],', '    "account": "1"', '}'),
    lines(
      '{',
      '    "organizations": [',
      '        { "slug": "newco", "displayName": "Newco" }',
      '    ],',
      '    "account": "1"',
      '}',
    ),
  ],
  [
    'an empty list, all in one line',
    '{"account":"1","organizations":[]}',
    '{"account":"1","organizations":[{"slug":"newco","displayName":"Newco"}]}',
  ],
  [
    'no list',
    lines('{', '  "account": "1",', '  "region": "x"', '}', ''),
    lines(
      '{',
      '  "account": "1",',
      '  "region": "x",',
      '  "organizations": [',
      '    { "slug": "newco", "displayName": "Newco" }',
      '  ]',
      '}',
      '',
    ),
  ],
  [
    'no list, all in one line',
    '{ "account": "1", "region": "x" }',
    '{ "account": "1", "region": "x", "organizations": [{ "slug": "newco", "displayName": "Newco" }] }',
  ],
  ['nothing', '{}', '{"organizations":[{"slug":"newco","displayName":"Newco"}]}'],
];

test.each(TABLE)('%s: the new entry looks like its neighbours', (_, before, after) => {
  expect(textWithOrganization(before, NEWCO)).toBe(after);
});

test.each(TABLE)('%s: with every field it is the same JSON, and all else stays as it is', (_, before) => {
  const after = textWithOrganization(before, WITH_USERS) ?? '';
  const json = JSON.parse(before) as { organizations?: unknown[] };
  expect(JSON.parse(after)).toEqual({ ...json, organizations: [...(json.organizations ?? []), WITH_USERS] });
  // Twice, so that what was written is a neighbour in its turn.
  const twice = textWithOrganization(after, { ...WITH_USERS, slug: 'newco-eu' }) ?? '';
  expect(JSON.parse(twice)).toMatchObject({
    organizations: [...(json.organizations ?? []), WITH_USERS, { ...WITH_USERS, slug: 'newco-eu' }],
  });
});

test('lists of users are in one line, unless the neighbours have a line for each user', () => {
  const file = (users: string): string =>
    `{\n  "organizations": [\n    {\n      "slug": "acme",\n      "displayName": "A",\n      "athenaUsers": ${users}\n    }\n  ]\n}`;
  expect(textWithOrganization(file('["ann", "bob"]'), WITH_USERS)).toContain(
    '"status": "suspended",\n      "athenaUsers": ["jane", "joe"]\n    }\n  ]',
  );
  expect(textWithOrganization(file('[\n        "ann"\n      ]'), WITH_USERS)).toContain(
    '"athenaUsers": [\n        "jane",\n        "joe"\n      ]\n    }\n  ]',
  );
});

test('an entry that is too long for a line is written over several', () => {
  const before = '{\n  "organizations": [\n    { "slug": "acme", "displayName": "Acme" }\n  ]\n}\n';
  const entryLine = (displayName: string): string =>
    `    { "slug": "newco", "displayName": "${displayName}" }`;
  const fits = 'N'.repeat(110 - entryLine('').length);
  expect(textWithOrganization(before, { ...NEWCO, displayName: fits })).toContain(
    `,\n${entryLine(fits)}\n  ]`,
  );
  expect(textWithOrganization(before, { ...NEWCO, displayName: `${fits}N` })).toContain(
    `,\n    {\n      "slug": "newco",\n      "displayName": "${fits}N"\n    }\n  ]`,
  );
});

test('quotes and backslashes of a name are escaped', () => {
  const displayName = 'New "Co" \\ Söhne';
  const after = textWithOrganization('{"organizations":[]}', { slug: 'newco', displayName }) ?? '';
  expect(JSON.parse(after)).toEqual({ organizations: [{ slug: 'newco', displayName }] });
});

test.each(['', '[]', '{"organizations": {}}', '"x"'])('%j cannot be edited', (text) => {
  expect(textWithOrganization(text, NEWCO)).toBeUndefined();
});
