import {
  accessItemLines,
  type MarkdownEscape,
  phraseMarkdown,
} from '../../../../lib/review/access/access-markdown';
import { accessWords } from '../../../../lib/review/access/access-words';
import { comparison, difference } from './differences';
import { TWO } from './evidence';

const SIDES = { base: TWO, head: TWO };

test('in Markdown every text goes through the escape that is handed in', () => {
  const escape: MarkdownEscape = { text: (text) => text.toUpperCase(), code: (text) => `<${text}>` };
  const { example, statements } = difference();
  const hostile = difference('acme', {
    lens: 'identity policies alone',
    example: { ...example, context: { 's3:tlsversion': '1.1', 'aws:sourcevpce': '@team`' } },
    statements: statements.map((statement) => ({ ...statement, side: 'base', effect: 'Deny' })),
  });
  expect(phraseMarkdown(['of ', { code: '`x`' }], escape)).toBe('OF <`x`>');
  const [item] = accessWords(comparison([hostile]), SIDES).items;
  expect(item && accessItemLines(item, escape)).toEqual([
    '- <acme>: THE DATA HUB GAINS <s3:AbortMultipartUpload> ON ITS OWN RAW FOLDER, BUT NOT IN FORCE: ONLY IDENTITY ' +
      'POLICIES ALLOW IT, THE PERMISSIONS BOUNDARY AND RESOURCE POLICIES STILL DENY IT',
    '  - for example, <arn:aws:iam::111122223333:role/ts-test-acme-data-hub> calls <s3:AbortMultipartUpload> on ' +
      '<arn:aws:s3:::ts-test-raw-111122223333-eu-central-1-an/acme/x>, THROUGH THE VPC ENDPOINT <@team`>, OVER TLS 1.1',
    '  - NO LONGER DENIED BY <WriteRaw> OF <ts-test-organization-acme/DataHubPolicy>',
  ]);
});
