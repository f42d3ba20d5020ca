import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { EXIT_CODES_HELP, asCommandLine, tellAndEnd } from '../config/command-line';

const FILE = join(__dirname, '..', 'packages', 'isolation-proof', 'CLAIMS.md');

const command = new Command('npm run claims-page --')
  .description(
    'Writes packages/isolation-proof/CLAIMS.md, the page of all claims, from the code of the claims.',
  )
  .addHelpText('after', `\n${EXIT_CODES_HELP}\n\nExample:\n  npm run claims-page`)
  .allowExcessArguments(false)
  .action(async () => {
    const { claimsPage } = await import('../tools/claims-page/claims-page.js');
    writeFileSync(FILE, claimsPage());
  });

asCommandLine(command).parseAsync().catch(tellAndEnd);
