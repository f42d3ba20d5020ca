import {
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  PutParameterCommand,
} from '@aws-sdk/client-ssm';
import type { Calls } from './call';

/** Requests to Parameter Store. */
export const PARAMETER_CALLS: Calls = {
  'ssm:GetParameter': ({ clients: { ssm }, name }) =>
    ssm.send(new GetParameterCommand({ Name: parameter(name), WithDecryption: true })),
  'ssm:GetParameters': ({ clients: { ssm }, name }) =>
    ssm.send(new GetParametersCommand({ Names: [parameter(name)], WithDecryption: true })),
  'ssm:GetParametersByPath': ({ clients: { ssm }, name }) =>
    ssm.send(new GetParametersByPathCommand({ Path: parameter(name), WithDecryption: true })),
  'ssm:GetParameterHistory': ({ clients: { ssm }, name }) =>
    ssm.send(new GetParameterHistoryCommand({ Name: parameter(name), WithDecryption: true })),
  'ssm:PutParameter': ({ clients: { ssm }, name }) =>
    ssm.send(new PutParameterCommand({ Name: parameter(name), Value: 'example', Type: 'String' })),
};

/** `parameter/local/acme/...` names the parameter `/local/acme/...`. */
function parameter(name: string): string {
  return name.replace(/^parameter/, '');
}
