import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface StackOfFolder {
  readonly template: unknown;
  readonly tags?: Readonly<Record<string, string>>;
  /** Assets of the stack: file in the assembly by hash. */
  readonly assets?: Readonly<Record<string, string>>;
}

/** Writes what `cdk synth` would, as far as it is read, and gives the folder. */
export function writeAssembly(
  stacks: Readonly<Record<string, StackOfFolder>>,
  folder = mkdtempSync(join(tmpdir(), 'assembly-')),
): string {
  mkdirSync(folder, { recursive: true });
  const write = (file: string, content: unknown): void => {
    writeFileSync(join(folder, file), JSON.stringify(content, null, 1));
  };
  const artifacts = Object.entries(stacks).flatMap(([name, { template, tags = {}, assets = {} }]) => {
    write(`${name}.template.json`, template);
    const files = Object.fromEntries(
      Object.entries(assets).map(([hash, path]) => [hash, { source: { path } }]),
    );
    write(`${name}.assets.json`, { files, dockerImages: {} });
    return [
      [`${name}.assets`, { type: 'cdk:asset-manifest', properties: { file: `${name}.assets.json` } }],
      [
        name,
        { type: 'aws:cloudformation:stack', properties: { templateFile: `${name}.template.json`, tags } },
      ],
    ];
  });
  write('manifest.json', { artifacts: Object.fromEntries(artifacts) as unknown });
  return folder;
}
