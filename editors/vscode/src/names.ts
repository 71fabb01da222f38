/** Names that more than one part needs. */
export const NAME = "integration-ls";
export const LANGUAGE = "integration-manifest";
/** What counts as a manifest, whatever language it is opened as. */
export const MANIFESTS = "**/{integration,*.integration}.{json,jsonc}";
