#!/usr/bin/env node
import { Command } from 'commander';
import { EXIT_CODES_HELP, type ProofOptions, runProof, withProofOptions } from '../src/command/proof-command';
import { loadSpecification } from '../src/specification/load-specification';

const command = withProofOptions(
  new Command('isolation-proof')
    .description(
      "Proves from the templates of a CDK app that its tenants cannot reach each other's resources.",
    )
    .requiredOption('--spec <module>', 'JavaScript module that exports the specification by default'),
)
  .addHelpText(
    'after',
    [
      '',
      ...EXIT_CODES_HELP,
      '',
      'Examples:',
      '  npx cdk synth --quiet && npx isolation-proof --spec tenancy.mjs',
      '  npx isolation-proof --app /tmp/other.out --spec tenancy.mjs --html proof.html',
      '  npx isolation-proof --spec tenancy.mjs --json | jq .verdict',
    ].join('\n'),
  )
  .exitOverride(({ exitCode }) => {
    // Bad arguments: commander ends with 1, which says here that a counterexample was found.
    process.exit(exitCode === 0 ? 0 : 2);
  });

const { spec, ...options } = command.parse().opts<ProofOptions & { spec: string }>();

runProof(() => loadSpecification(spec), options).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  },
);
