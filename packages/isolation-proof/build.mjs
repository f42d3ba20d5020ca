// Builds what `npm pack` packs: JavaScript and types, and the page's script and styles beside them.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
const require = createRequire(import.meta.url);

rmSync(dist, { recursive: true, force: true });
execFileSync(execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
cpSync(join(root, 'src/page/style'), join(dist, 'src/page/style'), { recursive: true });
const { buildPageScript } = require(join(dist, 'src/page/build-script.js'));
for (const [built, entry] of [
  ['client.js', 'main.ts'],
  ['comparison-client.js', 'comparison.ts'],
]) {
  writeFileSync(join(dist, 'src/page', built), buildPageScript(join(root, 'src/page/client', entry)));
}
chmodSync(join(dist, 'bin/isolation-proof.js'), 0o755);
