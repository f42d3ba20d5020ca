import { ConfigurationError, type Problem } from '../../../config/errors';
import { listed } from '../../../config/quoting';
import { unusualCharactersNote } from '../../../config/unusual-characters';
import type { Platform } from '../../account/open-platform';

/** A connector secret by its connector and its name. */
export interface SecretName {
  readonly connector: string;
  readonly name: string;
}

const MAX_LENGTH = 64;
const CONNECTOR_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** Parts of a path in Parameter Store: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
const NAME_PATTERN = /^[a-zA-Z0-9_.-]+$/;

/**
 * Name of the parameter that holds a secret: `/<environment>/<slug>/connectors/<connector>/<name>`.
 * @throws ConfigurationError with every problem of both names.
 */
export function parameterName(platform: Platform, { connector, name }: SecretName): string {
  const problems: Problem[] = [
    ...(connector.length <= MAX_LENGTH && CONNECTOR_PATTERN.test(connector)
      ? []
      : [
          {
            place: '--connector',
            value: connector,
            fix: `write 1 to ${MAX_LENGTH} lower-case letters, digits and single inner hyphens${unusualCharactersNote(connector)}`,
          },
        ]),
    ...(name.length <= MAX_LENGTH && NAME_PATTERN.test(name)
      ? []
      : [
          {
            place: '--name',
            value: name,
            fix: `write 1 to ${MAX_LENGTH} of A-Z a-z 0-9 _.-${unusualCharactersNote(name)}`,
          },
        ]),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems);
  return `${platform.naming.connectorParameterPath(platform.organization.slug)}${connector}/${name}`;
}

/** @throws ConfigurationError if the environment has no such connector: nobody would read the secret. */
export function requireConnector({ environment }: Platform, connector: string): void {
  const known = environment.dataConnectorRepositories;
  if (known.includes(connector)) return;
  throw new ConfigurationError([
    {
      place: '--connector',
      value: connector,
      fix: `environment ${environment.name} has no such connector; it has ${known.length === 0 ? 'none' : listed(known)}`,
    },
  ]);
}

/** The secret that a parameter holds, or nothing if it is none of the organization's. */
export function secretNameOf(platform: Platform, parameter: string): SecretName | undefined {
  const path = platform.naming.connectorParameterPath(platform.organization.slug);
  if (!parameter.startsWith(path)) return undefined;
  const [connector = '', name = '', ...rest] = parameter.slice(path.length).split('/');
  return connector === '' || name === '' || rest.length > 0 ? undefined : { connector, name };
}
