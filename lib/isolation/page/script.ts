import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const ENTRY = join(__dirname, 'client', 'main');

/**
 * The page's JavaScript: the modules that `client/main` imports, one script. They are small enough that no
 * bundler is needed, and import each other by relative paths only.
 */
export function pageScript(): string {
  const modules = new Map<string, string>();
  collect(ENTRY, modules);
  const names = [...modules.keys()];
  const bodies = [...modules.values()].map(
    (code, index) => `${index}:function(exports,require){${withNumbers(code, names[index] ?? '', names)}}`,
  );
  return [
    `(()=>{"use strict";const modules={${bodies.join(',\n')}};const made={};`,
    'const require=(name)=>{if(!(name in made)){made[name]={};modules[name](made[name],require);}return made[name];};',
    'require(0);})();',
  ].join('\n');
}

function collect(file: string, modules: Map<string, string>): void {
  if (modules.has(file)) return;
  const { outputText: code } = transpileModule(readFileSync(`${file}.ts`, 'utf8'), {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, removeComments: true },
  });
  modules.set(file, code);
  for (const [, name = ''] of code.matchAll(IMPORT)) collect(join(file, '..', name), modules);
}

const IMPORT = /require\("(\.[^"]+)"\)/g;

function withNumbers(code: string, file: string, names: readonly string[]): string {
  return code.replace(IMPORT, (_call, name: string) => `require(${names.indexOf(join(file, '..', name))})`);
}
