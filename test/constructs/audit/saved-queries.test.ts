import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Naming } from '../../../config/naming';
import { SAVED_QUERIES } from '../../../constructs/audit/queries/saved-queries';
import { text } from '../../../constructs/audit/queries/sql-text';
import { SavedQueries } from '../../../constructs/audit/saved-queries';
import { identity } from '../../config/identity';
import { newApp } from '../../fixtures/cdk-app';

const NAMING = new Naming(identity());

/** https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateNamedQuery.html */
const LONGEST = { query: 262_144, description: 1024 };

test('each question is saved in the workgroup of the audit, with a parameter for each thing that it asks for', () => {
  const stack = new Stack(newApp(), 'Audit');
  new SavedQueries(stack, 'Saved', { naming: NAMING });
  const saved = Object.values(Template.fromStack(stack).findResources('AWS::Athena::NamedQuery')).map(
    (resource) => resource['Properties'] as Readonly<Record<string, string>>,
  );
  expect(saved.map(({ Name }) => Name).sort()).toEqual(SAVED_QUERIES.map(({ name }) => name).sort());
  for (const { Name, Database, WorkGroup, QueryString = '', Description = '' } of saved) {
    expect([Database, WorkGroup]).toEqual(['ts_dev__audit', 'ts-dev--audit']);
    const subjects = SAVED_QUERIES.find(({ name }) => name === Name)?.subjects ?? [];
    // Those within literals are regular expressions.
    const parameters = QueryString.replaceAll(/'(?:[^']|'')*'/g, '').match(/\?/g) ?? [];
    expect([Name, parameters.length]).toEqual([Name, 2 + subjects.length]);
    expect(Description.split(';')).toHaveLength(2 + subjects.length);
    expect(QueryString.length).toBeLessThan(LONGEST.query);
    expect(Description.length).toBeLessThan(LONGEST.description);
  }
});

test('a text stays a text, whatever is in it', () => {
  expect(text("it's' OR '1' = '1").sql).toBe("'it''s'' OR ''1'' = ''1'");
});
