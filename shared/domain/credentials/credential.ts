/** Validity of a credential: until it is replaced, or for some hours. */
export type CredentialKind = 'static' | 'short_lived';

/** The part of a job's configuration that shows that a build was given a credential. */
export type CredentialEvidence =
  | 'preset'
  | 'secret_volume'
  | 'secret_env'
  | 'plain_env'
  | 'projected_token'
  | 'role'
  | 'service_account';

/** A sign that a build was given a credential; never the credential itself. */
export interface Credential {
  /** The cloud that it gives access to, another purpose, such as `ssh`, or `unknown`. */
  readonly cloud: string;
  readonly kind: CredentialKind;
  readonly evidence: CredentialEvidence;
  /** Name of the preset, secret, audience, variable or service account. */
  readonly name: string;
}

/** The names of the secrets, tokens, variables and accounts that a pod refers to; never the value of a variable or a secret. */
export interface PodReferences {
  /** Build cluster in which the pod runs. */
  readonly cluster: string | null;
  readonly serviceAccount: string | null;
  /** Secrets that are mounted as volumes. */
  readonly secretVolumes: readonly string[];
  /** Secrets that variables are set from; `variable` is `null` if a container imports a whole secret. */
  readonly secretVariables: readonly {
    readonly secret: string;
    readonly variable: string | null;
  }[];
  /** Audiences of the service-account tokens that are mounted. */
  readonly audiences: readonly string[];
  /** Names of all variables of the containers. */
  readonly variables: readonly string[];
  /** Names of the variables whose value is in the pod itself. */
  readonly plainVariables: readonly string[];
}
