/** Attributes that tell executions apart, with the label that they get. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  hostname: 'hostname',
  package: 'package',
  file: 'file',
  filepath: 'file',
};

/** The attributes, each with its label. */
export const VARIANT_LABELS = Object.entries(ATTRIBUTES).map(([attribute, label]) => ({
  attribute,
  label,
}));

/** Names of the attributes. */
export const VARIANT_ATTRIBUTES = Object.keys(ATTRIBUTES);
