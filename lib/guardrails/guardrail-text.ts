import { join } from 'node:path';
import type { EnvironmentConfig } from '../../config/environment-config';
import { byHand } from './by-hand';
import type { GuardrailFile } from './guardrail-files';
import { ATTACHED_BY_AWS, GUARDRAIL_LIMITS } from './limits';

/** What the guardrails of an environment do, how large they are, how they are attached, and what they leave to people. */
export function guardrailText(
  environment: EnvironmentConfig,
  files: readonly GuardrailFile[],
  folder: string,
): string {
  const { name, namePrefix, account, operations } = environment;
  const isDeclared = operations.guardrails?.deployed === true;
  return [
    `${name}: guardrails for account ${account}`,
    '',
    ...files.flatMap(({ id, type, description, characters, limit }) => [
      `${id} (${GUARDRAIL_LIMITS[type].name}, ${characters.toLocaleString('en')} of ${limit.toLocaleString('en')} characters)`,
      `    ${description}`,
    ]),
    '',
    'To attach them, in the management account of the organization:',
    ...files.flatMap(({ id, type, description, file }) => [
      `  aws organizations create-policy --type ${type} --name ${namePrefix}-${name}-${id} \\`,
      `    --description "${description}" --content file://${join(folder, file)}`,
      `  aws organizations attach-policy --target-id ${account} --policy-id ID`,
    ]),
    ...attachedLines(files),
    '',
    'What no policy does, and somebody has to:',
    ...byHand(environment).flatMap(({ what, who, command }) => [
      `  ${who}: ${what}`,
      ...(command === undefined ? [] : [`    ${command}`]),
    ]),
    '',
    'No declarative policy for EC2: the platform has no instances, volumes or images.',
    isDeclared
      ? 'The environment says that they are deployed: the proof counts on them.'
      : 'Once they are attached, say "deployed": true in operations.guardrails; the proof counts on them then.',
  ].join('\n');
}

/** How many policies of each type the account has then, by itself. */
function attachedLines(files: readonly GuardrailFile[]): string[] {
  return Object.entries(GUARDRAIL_LIMITS).flatMap(([type, { name, attached }]) => {
    const own = files.filter((file) => file.type === type).length;
    const byAws = ATTACHED_BY_AWS[type as keyof typeof ATTACHED_BY_AWS];
    return own === 0
      ? []
      : [
          `  ${own + byAws} of ${attached} that an account may have as ${name}${byAws === 0 ? '' : ", AWS's own counted"}`,
        ];
  });
}

/** The same for programs. */
export function guardrailReport(environment: EnvironmentConfig, files: readonly GuardrailFile[]): object {
  return {
    environment: environment.name,
    account: environment.account,
    deployed: environment.operations.guardrails?.deployed ?? false,
    policies: files.map(({ id, type, description, file, characters, limit, text }) => ({
      id,
      type,
      description,
      file,
      characters,
      limit,
      document: JSON.parse(text) as unknown,
    })),
    byHand: byHand(environment),
  };
}
