import { Command } from 'commander';
import { ConfigurationError, type Problem } from '../../../config/errors';
import { runCommand } from './run-command';

interface Options {
  readonly hub: string;
  readonly organization: string;
  readonly out: string;
  readonly keyUri?: string;
  readonly module?: string;
  readonly pinFile?: string;
  readonly generate?: boolean;
}

/** `csr`: key and certificate request of a new hub. */
export function csrCommand(): Command {
  return new Command('csr')
    .summary('make a private key and a certificate request')
    .description(
      'Makes a P-256 private key (mode 0600, never leaves this machine) and a certificate request for it, ' +
        'for the operators of the platform; or a request by a key in a TPM or another token (--key-uri). ' +
        'Overwrites nothing.',
    )
    .requiredOption('--hub <name>', "the hub's name within its organization")
    .requiredOption('--organization <slug>', 'the organization that the hub uploads for')
    .option('--out <folder>', 'folder for both files; made if it is missing', '.')
    .option('--key-uri <uri>', 'PKCS#11 URI of a key in a token, in place of a file')
    .option('--module <file>', "the token's PKCS#11 module (default: those that p11-kit knows)")
    .option('--pin-file <file>', "file with the token's PIN and nothing else, mode 0600")
    .option('--generate', 'make the key (P-256) in the token first')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  data-hub csr --hub berlin-1 --organization acme --out /etc/data-hub',
        '  data-hub csr --hub berlin-1 --organization acme --out /etc/data-hub/next    for a rotation',
        '  data-hub csr --hub berlin-1 --organization acme --out /etc/data-hub --generate \\',
        '    --key-uri "pkcs11:token=data-hub;object=hub-key" --pin-file /etc/data-hub/pin    key in a token',
      ].join('\n'),
    )
    .allowExcessArguments(false)
    .action((options: Options) => runCommand(() => make(options)));
}

async function make(options: Options): Promise<void> {
  if (options.keyUri !== undefined) {
    await makeFromToken({ ...options, keyUri: options.keyUri });
    return;
  }
  const { createRequest, hubProblems } = await import('../src/csr/create-request.js');
  const useless = uselessOptions(options);
  if (useless.length > 0) throw new ConfigurationError([...hubProblems(options), ...useless]);
  const { thingName, privateKey, request } = await createRequest(options);
  console.log(`Made for ${thingName}:`);
  console.log(`  ${privateKey}   stays here`);
  console.log(`  ${request}   give it to the platform's operators, who enrol the hub with it`);
}

async function makeFromToken(options: Options & { readonly keyUri: string }): Promise<void> {
  const { createTokenRequest } = await import('../src/csr/token-request.js');
  const { thingName, key, request } = await createTokenRequest({
    ...options,
    generate: options.generate === true,
  });
  console.log(`Made for ${thingName}, by the key ${key.uri}:`);
  console.log(`  ${request}   give it to the platform's operators, who enrol the hub with it`);
  console.log('In the hub.json that they return, put in place of "privateKeyFile":');
  console.log(`  "privateKeyUri": ${JSON.stringify(key.uri)},`);
  if (key.module !== undefined) console.log(`  "pkcs11Module": ${JSON.stringify(key.module)},`);
  console.log(`  "pinFile": ${JSON.stringify(key.pinFile)},`);
}

/** Options that would go unheard without --key-uri. */
function uselessOptions({ module, pinFile, generate }: Options): Problem[] {
  const given = { '--module': module, '--pin-file': pinFile, '--generate': generate };
  return Object.entries(given).flatMap(([place, value]) =>
    value === undefined ? [] : [{ place, fix: 'is used with --key-uri only; add that, or remove this' }],
  );
}
