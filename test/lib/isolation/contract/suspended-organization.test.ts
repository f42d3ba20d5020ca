import {
  ACME,
  SUSPENDED,
  all,
  failedRows,
  inResource,
  inStatement,
  judged,
  without,
  type Edit,
} from './platform';

describe('a suspended organization', () => {
  const enabled = inResource(ACME, 'AWS::Athena::WorkGroup', (properties) => {
    properties['State'] = 'ENABLED';
  });

  test('does nothing, and its neighbour everything', () => {
    expect(judged(undefined, SUSPENDED).failures).toEqual([]);
  });

  test.each<[string, Edit, string[]]>([
    [
      'roles that are not cut off',
      without(ACME, 'DenyEverythingWhileSuspended'),
      [
        'abort-upload',
        'log-in-to-registry',
        'pull-image',
        'query',
        'look-into-catalog',
        'read-schema',
        'find-default-database',
        'list-folder',
        'find-buckets',
        'report',
        'run-agent',
        'report-node',
        'report-association',
        'read-document',
        'read-document-of-aws',
        'list-raw',
        'list-standardized',
        'find-pipeline-buckets',
        'read-artifact',
        'read-standardized',
        'standardize-by-glue',
        'change-written',
        'read-tables',
        'write-tables',
        'find-default-database-as-pipeline',
        'find-global-temp',
        'log-in-to-registry-as-pipeline',
        'pull-pipeline-image',
        'write-logs',
        'look-at-queues',
      ],
    ],
    ['a key that is still used', without(ACME, 'DenyUseWhileSuspended'), ['write-secret']],
    [
      'certificates that still get credentials',
      inStatement(ACME, 'DenyDataHubRoleWhileSuspended', (statement) => ({ ...statement, Effect: 'Allow' })),
      ['use-certificate'],
    ],
    [
      'users who still query',
      inStatement(ACME, 'DenyDataAndQueriesWhileSuspended', (statement) => ({
        ...statement,
        Effect: 'Allow',
      })),
      [
        'query',
        'change-workgroup',
        'list-all-databases',
        'change-table',
        'read-data-version',
        'delete-data',
        'write-data',
        'administer-key-by-user',
        'standardize-by-user',
        'change-written-by-user',
        'write-tables-by-user',
        'describe-key-of-logs-by-user',
      ],
    ],
    [
      'roles, and the key',
      all(without(ACME, 'DenyEverythingWhileSuspended'), without(ACME, 'DenyUseWhileSuspended')),
      [
        'upload',
        'upload-in-parts',
        'abort-upload',
        'read-secret',
        'log-in-to-registry',
        'pull-image',
        'query',
        'look-into-catalog',
        'read-schema',
        'find-default-database',
        'read-data',
        'list-folder',
        'find-buckets',
        'write-results',
        'read-results',
        'report',
        'run-agent',
        'report-node',
        'report-association',
        'read-document',
        'read-document-of-aws',
        'write-secret',
        'read-raw',
        'list-raw',
        'list-standardized',
        'find-pipeline-buckets',
        'read-artifact',
        'read-standardized',
        'standardize',
        'standardize-by-glue',
        'change-written',
        'read-tables',
        'write-tables',
        'find-default-database-as-pipeline',
        'find-global-temp',
        'log-in-to-registry-as-pipeline',
        'pull-pipeline-image',
        'write-logs',
        'receive-arrivals',
        'look-at-queues',
      ],
    ],
  ])('%s', (_bug, edit, rows) => {
    expect(failedRows(edit, 'acme', SUSPENDED)).toEqual(rows);
  });

  test('that only looks active fails all that has to be possible', () => {
    expect(failedRows(enabled, 'acme', SUSPENDED)).toEqual(
      expect.arrayContaining(['upload', 'read-secret', 'query', 'read-data', 'run-agent', 'use-certificate']),
    );
  });

  test('that is only marked so fails all that has to be impossible', () => {
    const disabled = inResource(ACME, 'AWS::Athena::WorkGroup', (properties) => {
      properties['State'] = 'DISABLED';
    });
    expect(failedRows(disabled)).toEqual(
      expect.arrayContaining(['upload', 'read-secret', 'query', 'read-data', 'run-agent', 'use-certificate']),
    );
  });
});
