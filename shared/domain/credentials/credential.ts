/** How long a credential is good for: until somebody replaces it, or for some hours. */
export type CredentialKind = 'static' | 'short_lived';

/** What tells that a build was given a credential. */
export type Evidence =
  | 'preset'
  | 'secret_volume'
  | 'secret_env'
  | 'plain_env'
  | 'projected_token'
  | 'role'
  | 'service_account';

/** A sign of a credential that a build was given; never the credential itself. */
export interface Credential {
  /** The cloud that it opens, what else it is for, such as `ssh`, or `unknown`. */
  readonly cloud: string;
  readonly kind: CredentialKind;
  readonly evidence: Evidence;
  /** Of the preset, secret, audience, variable or service account. */
  readonly name: string;
}

/** What a pod refers to, by name: nothing in here is the value of a variable, or what a secret holds. */
export interface PodReferences {
  /** Build cluster that the pod runs in. */
  readonly cluster: string | null;
  readonly serviceAccount: string | null;
  /** Secrets that are mounted. */
  readonly secretVolumes: readonly string[];
  /** Secrets that variables are set from; a secret that is taken as a whole has no variable of its own. */
  readonly secretVariables: readonly {
    readonly secret: string;
    readonly variable: string | null;
  }[];
  /** Audiences of the service-account tokens that are mounted. */
  readonly audiences: readonly string[];
  /** Names of all variables of the containers. */
  readonly variables: readonly string[];
  /** Of these, the ones whose value is in the pod itself. */
  readonly plainVariables: readonly string[];
}
