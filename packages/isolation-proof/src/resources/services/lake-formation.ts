import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';

const GRANTED = 'data of the catalog';

/** What is granted: it is the tenant's own if the grant is, and tells whose the grant is. */
function granted(...properties: readonly string[]): Flow[] {
  return properties.map((property) => ({ property, form: 'ref', data: GRANTED, whole: 'own' }));
}

const BY_TAGS = 'grants by tags of Lake Formation are not supported';
const OUTSIDE = 'access of other accounts and other engines is not supported';

const permissions: ResourceType = {
  type: 'AWS::LakeFormation::Permissions',
  sources: granted(
    'Resource.DatabaseResource.Name',
    'Resource.TableResource.DatabaseName',
    'Resource.TableWithColumnsResource.DatabaseName',
    'Resource.DataLocationResource.S3Resource',
  ),
  destinations: [
    { property: 'DataLakePrincipal.DataLakePrincipalIdentifier', form: 'lake-principal', data: GRANTED },
  ],
  because: 'it lets a principal use a database, a table or a place of data',
};

const principalPermissions: ResourceType = {
  type: 'AWS::LakeFormation::PrincipalPermissions',
  sources: granted(
    'Resource.Database.Name',
    'Resource.Table.DatabaseName',
    'Resource.TableWithColumns.DatabaseName',
    'Resource.DataCellsFilter.DatabaseName',
    'Resource.DataLocation.ResourceArn',
  ),
  destinations: [
    { property: 'Principal.DataLakePrincipalIdentifier', form: 'lake-principal', data: GRANTED },
  ],
  undecided: {
    'Resource.Catalog': 'grants of the whole catalog are not supported',
    'Resource.LFTag': BY_TAGS,
    'Resource.LFTagPolicy': BY_TAGS,
  },
  because: 'it lets a principal use a database, a table or a place of data',
};

const settings: ResourceType = {
  type: 'AWS::LakeFormation::DataLakeSettings',
  accountWide: 'who may grant data of the whole catalog',
  destinations: [
    'Admins',
    'CreateDatabaseDefaultPermissions.Principal',
    'CreateTableDefaultPermissions.Principal',
    'ReadOnlyAdmins',
  ].map((whom): Flow => ({
    property: `${whom}.DataLakePrincipalIdentifier`,
    form: 'lake-principal',
    data: GRANTED,
  })),
  undecided: {
    AuthorizedSessionTagValueList: OUTSIDE,
    ExternalDataFilteringAllowList: OUTSIDE,
    TrustedResourceOwners: OUTSIDE,
  },
  because: 'it says who administers the catalog',
};

const location: ResourceType = {
  type: 'AWS::LakeFormation::Resource',
  sources: [{ property: 'ResourceArn', form: 'arn', data: 'data of tables', whole: 'own' }],
  roles: [
    { property: 'RoleArn', assumedBy: 'lakeformation.amazonaws.com', directs: 'whoever is granted data' },
  ],
  because: 'it lets Lake Formation give out credentials for a place of data',
};

const cellsFilter: ResourceType = {
  type: 'AWS::LakeFormation::DataCellsFilter',
  sources: granted('DatabaseName'),
  because: 'it says which rows and columns a grant is about',
};

export const LAKE_FORMATION: readonly ResourceType[] = [
  permissions,
  principalPermissions,
  settings,
  location,
  cellsFilter,
  {
    type: 'AWS::LakeFormation::Tag',
    because: 'grants by tags are not supported, and without them it says nothing',
  },
  {
    type: 'AWS::LakeFormation::TagAssociation',
    because: 'grants by tags are not supported, and without them it says nothing',
  },
];
