import { DataCatalog, type DataCatalogProps } from '../../../constructs/pipeline/data-catalog';
import { templateOf } from '../../fixtures/cdk-app';
import { NAMING } from '../../fixtures/environment';

const catalogWith = (options: Omit<DataCatalogProps, 'naming'>): ReturnType<typeof templateOf> =>
  templateOf((scope) => new DataCatalog(scope, 'DataCatalog', { naming: NAMING, ...options }));

test('an environment may make the default database, which is kept', () => {
  const template = catalogWith({ createDefaultDatabase: true, encryptDataCatalog: false });
  template.hasResource('AWS::Glue::Database', {
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: { CatalogId: '111122223333', DatabaseInput: { Name: 'default' } },
  });
  expect(template.findResources('AWS::Glue::DataCatalogEncryptionSettings')).toEqual({});
});

test("an environment may encrypt the account's data catalog", () => {
  const template = catalogWith({ createDefaultDatabase: false, encryptDataCatalog: true });
  template.hasResourceProperties('AWS::Glue::DataCatalogEncryptionSettings', {
    CatalogId: '111122223333',
    DataCatalogEncryptionSettings: { EncryptionAtRest: { CatalogEncryptionMode: 'SSE-KMS' } },
  });
  expect(template.findResources('AWS::Glue::Database')).toEqual({});
});
