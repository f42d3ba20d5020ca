import { TOOL_PACKAGES, UPLOAD_TOOLS } from '../../../tools/acceptance/upload-tools';

test('five tools in four languages, by all ways to get credentials', () => {
  expect(UPLOAD_TOOLS).toHaveLength(5);
  expect(new Set(UPLOAD_TOOLS.map(({ language }) => language)).size).toBe(4);
  expect(new Set(UPLOAD_TOOLS.map(({ way }) => way)).size).toBe(4);
  // All but the hub's own program are of Debian.
  expect(TOOL_PACKAGES).toHaveLength(UPLOAD_TOOLS.length - 1);
});

test('data-hub upload is given a folder below its own; the others name the key', () => {
  const target = {
    file: '/etc/data-hub/reading.csv',
    bucket: 'raw',
    key: 'acme/acme--hamburg-1/tool/reading.csv',
    keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1',
    region: 'eu-central-1',
    endpoint: 'https://localhost:1',
    prefix: 'acme/acme--hamburg-1/',
  };
  const [own] = UPLOAD_TOOLS.filter(({ way }) => way === 'own').map(({ command }) => command(target));
  expect(own?.slice(-2)).toEqual(['--prefix', 'tool']);
  for (const { command } of UPLOAD_TOOLS.filter(({ way }) => way !== 'own')) {
    expect(command(target).join(' ')).toContain(target.keyArn);
  }
});
