import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  readAssembly,
  readAssemblyStacks,
  templateTextsOf,
} from '../../../../packages/isolation-proof/src/assembly/assembly';
import { UndecidedError } from '../../../../packages/isolation-proof/src/templates/errors';
import { assembly, EMPTY, STACK, within } from './written-assembly';

test('a stack comes with its file, the checksum of its bytes and what the manifest says of it', () => {
  const [stack] = within(assembly('{"Resources":{}}'), (directory) => readAssemblyStacks(directory));

  expect(stack).toMatchObject({
    file: 't.json',
    // printf '{"Resources":{}}' | sha256sum
    sha256: 'ff1f86057e3b2b2a8dc5b8fb3b8f8d02e4689d05ed8db2c1b8f8779e2b0ef011',
    artifact: STACK,
  });
});

test('texts of templates are read one after the other', () => {
  const other = { ...STACK, properties: { templateFile: 'u.json', stackName: 7 } };
  const files = { ...assembly(EMPTY), 'manifest.json': { artifacts: { stack: STACK, other } } };
  within(files, (directory) => {
    const texts = templateTextsOf(directory);

    expect(texts.next().value).toMatchObject({
      name: 'stack',
      account: '111122223333',
      region: 'eu-central-1',
      text: '{"Resources":{}}',
    });
    writeFileSync(join(directory, 'u.json'), '{"Resources":{"A":{"Type":"X"}}}');
    expect(texts.next().value).toMatchObject({ name: 'other', text: '{"Resources":{"A":{"Type":"X"}}}' });
    expect(texts.next().done).toBe(true);
  });
});

test('a template that is there and cannot be read is an error, and not undecided', () => {
  within(assembly(EMPTY), (directory) => {
    mkdirSync(join(directory, 'folder'));
    const manifest = {
      artifacts: { stack: { ...STACK, properties: { templateFile: 'folder' } } },
    };
    writeFileSync(join(directory, 'manifest.json'), JSON.stringify(manifest));

    expect(() => readAssembly(directory)).toThrow(/EISDIR/);
    expect(() => readAssembly(directory)).not.toThrow(UndecidedError);
  });
});
