/** A column of a table in the Data Catalog. */
export interface TableColumn {
  readonly name: string;
  /** As Hive writes it. */
  readonly type: string;
  readonly comment?: string;
}
