/** Files to write beside the verdict; each only if it is named. */
export interface OutputFiles {
  /** The page. */
  readonly html?: string;
  /** The matrix of all organizations, for spreadsheets and programs. */
  readonly csv?: string;
}
