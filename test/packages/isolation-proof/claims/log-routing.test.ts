import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { saidAgainst } from './outside-values';

/** What is said of a container whose router of logs is configured so. */
const saidOf = (Options: JsonObject): string[] =>
  saidAgainst('acme', [
    'AWS::ECS::TaskDefinition',
    { ContainerDefinitions: [{ Name: 'router', FirelensConfiguration: { Type: 'fluentbit', Options } }] },
  ]);

test.each<[string, JsonObject]>([
  ['its own bucket', { 'config-file-type': 's3', 'config-file-value': 'arn:aws:s3:::own/logs.conf' }],
  ['its image', { 'config-file-type': 'file', 'config-file-value': '/logs.conf' }],
  ['nowhere', { 'enable-ecs-log-metadata': 'true' }],
])('a router of logs is configured from %s', (_where, options) => {
  expect(saidOf(options)).toEqual([]);
});

it("is not configured from a neighbour's bucket: it would send the logs where the neighbour wants", () => {
  const options = { 'config-file-type': 's3', 'config-file-value': 'arn:aws:s3:::neighbours/logs.conf' };
  expect(saidOf(options)).toEqual([
    'acme/Judged of acme: the routing of logs comes from arn:aws:s3:::neighbours/logs.conf, in acme-eu/Neighbours of acme-eu (ContainerDefinitions[0].FirelensConfiguration.Options.config-file-value)',
  ]);
});
