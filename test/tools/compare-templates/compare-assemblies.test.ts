import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAssemblyTemplates } from '../../../lib/revisions/assembly-templates';
import {
  compareAssemblies,
  type TemplateComparison,
} from '../../../tools/compare-templates/compare-assemblies';
import { comparisonText, isChanged } from '../../../tools/compare-templates/comparison-report';
import { writeAssembly } from './assembly-folder';

const HASH = 'c'.repeat(64);
const shared = (path = 'shared/Key', rotation = true): unknown => ({
  Resources: {
    Key: {
      Type: 'AWS::KMS::Key',
      Metadata: { 'aws:cdk:path': path },
      Properties: { EnableKeyRotation: rotation },
    },
  },
});

function compareFolders(base: string, head: string): TemplateComparison[] {
  return compareAssemblies(readAssemblyTemplates(base), readAssemblyTemplates(head));
}

describe('reading an assembly', () => {
  test('finds stacks and nested stacks, and no template that an earlier synth left', () => {
    const folder = writeAssembly({
      shared: { template: shared(), assets: { [HASH]: 'inner.nested.template.json', other: 'code.zip' } },
    });
    writeFileSync(join(folder, 'inner.nested.template.json'), '{}');
    writeFileSync(join(folder, 'left-over.template.json'), '{}');
    const { templates, assetHashes } = readAssemblyTemplates(folder);
    expect([...templates.keys()].sort()).toEqual(['inner.nested', 'shared']);
    expect([...assetHashes]).toEqual(expect.arrayContaining([HASH]));
  });

  test('finds the stacks of a stage by its folder', () => {
    const folder = writeAssembly({});
    writeAssembly({ shared: { template: {} } }, join(folder, 'assembly-stage'));
    writeFileSync(
      join(folder, 'manifest.json'),
      JSON.stringify({
        artifacts: { stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-stage' } } },
      }),
    );
    expect([...readAssemblyTemplates(folder).templates.keys()]).toEqual(['assembly-stage/shared']);
  });

  test('refuses a folder without an assembly, and an assembly without templates', () => {
    expect(() => readAssemblyTemplates('/nowhere')).toThrow('/nowhere cannot be read as an assembly');
    const empty = writeAssembly({});
    expect(() => readAssemblyTemplates(empty)).toThrow(`${empty} holds no template`);
  });
});

describe('the report', () => {
  const base = writeAssembly({
    shared: { template: shared() },
    old: { template: {} },
    same: { template: {} },
  });
  const head = writeAssembly({
    shared: { template: shared('shared/OtherKey', false) },
    new: { template: {} },
    same: { template: {} },
  });
  const comparisons = compareFolders(base, head);

  test('shows what differs by template and logical id, and counts', () => {
    expect(comparisonText(comparisons, ['metadata'])).toBe(
      [
        'new: only in head',
        'old: only in base',
        'same: identical',
        'shared:',
        '  Resources.Key (AWS::KMS::Key)',
        '    [metadata, ignored] Metadata.aws:cdk:path: "shared/Key" -> "shared/OtherKey"',
        '    Properties.EnableKeyRotation: true -> false',
        '4 templates: 1 byte-identical, 3 changed',
      ].join('\n'),
    );
  });

  test('shortens long values, and says that one is absent', () => {
    const long = compareFolders(
      writeAssembly({ shared: { template: { Outputs: { Url: { Value: 'u'.repeat(200) } } } } }),
      writeAssembly({ shared: { template: { Outputs: {} } } }),
    );
    expect(comparisonText(long, []).split('\n')[2]).toMatch(/^ {4}\{"Value":"u{110}\.\.\. -> \(absent\)$/);
  });

  test('a difference of an ignored kind alone is no change, and is counted apart', () => {
    const onlyPath = compareFolders(
      writeAssembly({ shared: { template: shared() } }),
      writeAssembly({ shared: { template: shared('shared/OtherKey') } }),
    );
    expect(onlyPath.map((comparison) => isChanged(comparison, []))).toEqual([true]);
    expect(onlyPath.map((comparison) => isChanged(comparison, ['metadata']))).toEqual([false]);
    expect(comparisonText(onlyPath, ['metadata'])).toContain(
      '1 templates: 0 byte-identical, 1 with ignored differences only, 0 changed',
    );
  });

  test('a template on one side only is a change, whatever is ignored', () => {
    expect(
      comparisons.map((comparison) => [
        comparison.name,
        isChanged(comparison, ['metadata', 'layout', 'asset-hash']),
      ]),
    ).toEqual([
      ['new', true],
      ['old', true],
      ['same', false],
      ['shared', true],
    ]);
  });
});
