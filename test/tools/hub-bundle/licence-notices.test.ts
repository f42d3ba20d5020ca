import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BundledPackage, readBundledPackages } from '../../../tools/hub-bundle/bundled-packages';
import { LicenceError } from '../../../tools/hub-bundle/errors';
import { asComment, licenceNotices } from '../../../tools/hub-bundle/licence-notices';

function bundled(name: string, licence: string, text?: string, notices: string[] = []): BundledPackage {
  return { name, version: '1.0.0', licence, text, notices };
}

describe('packages of a bundle', () => {
  const root = mkdtempSync(join(tmpdir(), 'licences-'));
  const add = (folder: string, license: string | undefined, files: Record<string, string>): void => {
    mkdirSync(join(root, folder), { recursive: true });
    const name = folder.replace(/^.*node_modules\//, '');
    writeFileSync(join(root, folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', license }));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(root, folder, file), text);
  };
  add('node_modules/a', 'MIT', { LICENSE: 'MIT of a\n' });
  add('node_modules/a/node_modules/@scope/b', 'Apache-2.0', {
    'LICENSE.txt': 'Apache',
    NOTICE: 'Notice of b',
  });
  add('node_modules/copyleft', 'GPL-3.0-only', { LICENSE: 'GPL' });
  add('node_modules/unlicensed', undefined, {});
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  test('are found by their files, those inside others and in scopes too, each once; our own files are none', () => {
    const inputs = [
      'lib/hub.ts',
      'node_modules/a/node_modules/@scope/b/dist/x.js',
      'node_modules/a/index.js',
      'node_modules/a/other.js',
    ];
    expect(readBundledPackages(inputs, root)).toEqual([
      { name: '@scope/b', version: '1.0.0', licence: 'Apache-2.0', text: 'Apache', notices: ['Notice of b'] },
      { name: 'a', version: '1.0.0', licence: 'MIT', text: 'MIT of a', notices: [] },
    ]);
  });

  test('are refused, all of them by name, unless their licence is permissive', () => {
    const inputs = ['node_modules/copyleft/a.js', 'node_modules/unlicensed/b.js', 'node_modules/a/c.js'];
    expect(() => readBundledPackages(inputs, root)).toThrow(
      'copyleft 1.0.0: licence GPL-3.0-only cannot be bundled for hubs without review; use another package\n' +
        'unlicensed 1.0.0: licence none cannot be bundled',
    );
  });
});

describe('notices', () => {
  test('name every package, and say each licence once', () => {
    const notices = licenceNotices([
      bundled('a', 'MIT', 'MIT of a'),
      bundled('b', 'Apache-2.0', 'Apache', ['Notice of b']),
      bundled('c', 'Apache-2.0', 'Apache'),
    ]);
    expect(notices).toContain('a 1.0.0 (MIT)\n\nMIT of a');
    expect(notices).toContain('b 1.0.0 (Apache-2.0)\nc 1.0.0 (Apache-2.0)\n\nApache');
    expect(notices).toContain('Notice of b 1.0.0\n\nNotice of b');
    expect(notices.match(/Apache\n/g)).toHaveLength(1);
  });

  test('of Apache-2.0 stand in for a package that ships no text', () => {
    expect(licenceNotices([bundled('a', 'Apache-2.0'), bundled('b', 'Apache-2.0', 'Apache')])).toContain(
      'a 1.0.0 (Apache-2.0)\nb 1.0.0 (Apache-2.0)\n\nApache',
    );
  });

  test('are refused for a package of which nobody knows whom to name', () => {
    expect(() => licenceNotices([bundled('a', 'MIT'), bundled('b', 'MIT', 'MIT of b')])).toThrow(
      LicenceError,
    );
  });

  test('are one comment, whatever they contain', () => {
    expect(asComment('a */ b')).toBe('/*!\na * / b\n*/\n');
  });
});
