import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readAssembly } from '../../../../packages/isolation-proof/src/assembly/assembly';
import type { UnpinnedPlace } from '../../../../packages/isolation-proof/src/assembly/read-stack';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';

export const STACK = {
  type: 'aws:cloudformation:stack',
  environment: 'aws://111122223333/eu-central-1',
  properties: { templateFile: 't.json' },
};
export const EMPTY = { Resources: {} };

/** Reads an assembly of these files. */
export function read(files: Readonly<Record<string, Json>>, unpinned?: UnpinnedPlace): StackTemplate[] {
  return within(files, (directory) => readAssembly(directory, unpinned));
}

/** What is found in a folder with these files; what is not text is written as JSON. */
export function within<T>(files: Readonly<Record<string, Json>>, find: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'assembly-test-'));
  try {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, file)), { recursive: true });
      writeFileSync(join(directory, file), typeof content === 'string' ? content : JSON.stringify(content));
    }
    return find(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export const assembly = (template: Json, artifact: JsonObject = STACK): Record<string, Json> => ({
  'manifest.json': { artifacts: { stack: artifact } },
  't.json': template,
});
