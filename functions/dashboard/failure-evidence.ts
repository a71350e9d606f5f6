import type { VERDICTS } from './failure-query.ts';

/** The columns of a failure from which its evidence follows. */
export interface JudgedFailure {
  readonly verdict: (typeof VERDICTS)[number] | null;
  readonly is_infra_failure: boolean | null;
  readonly base_failures: number | null;
  readonly other_pull_request_failures: number | null;
  readonly flake_rate: number | null;
  readonly outage_dimension: string | null;
  readonly outage_value: string | null;
  readonly outage_started_at: string | null;
  readonly proof_outcome: string | null;
}

/** Returns the evidence for a verdict in words. */
export function failureEvidence(failure: JudgedFailure): string {
  const { verdict, is_infra_failure, outage_dimension, outage_value, outage_started_at } = failure;
  const flake = failure.flake_rate === null ? '' : percent(failure.flake_rate);
  const base = `${builds(failure.base_failures)} on the base branch`;
  const others = `${builds(failure.other_pull_request_failures)} of other pull requests`;
  switch (verdict) {
    case 'outage':
      return is_infra_failure === true
        ? 'the failure has symptoms of the infrastructure'
        : `outage of ${outage_dimension ?? ''} ${outage_value ?? ''} from ${outage_started_at ?? ''}; ` +
            `failed so in ${base} and ${others}`;
    case 'known_flake':
      return failure.proof_outcome === 'passed'
        ? 'passed on the same commits'
        : `flakes in ${flake} of its runs; failed so in ${base} and ${others}`;
    case 'failing_on_base':
      return `failed so in ${base}`;
    case 'failing_in_other_pull_requests':
      return `failed so in ${others}`;
    case 'new':
    case null:
      return flake === '' ? 'failed so nowhere else' : `failed so nowhere else; flakes in ${flake}`;
  }
}

function builds(number: number | null): string {
  return number === 1 ? '1 build' : `${number ?? 0} builds`;
}

function percent(rate: number): string {
  return `${(100 * rate).toPrecision(2)} %`;
}
