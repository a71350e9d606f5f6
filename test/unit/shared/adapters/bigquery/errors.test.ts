import { expect, test } from 'vitest';
import { toWarehouseError } from '../../../../../shared/adapters/bigquery/errors.ts';
import { QueryError, WarehouseUnavailableError } from '../../../../../shared/errors.ts';

/** Reasons and messages of BigQuery (https://cloud.google.com/bigquery/docs/error-messages). */
test.each([
  { reason: 'invalidQuery', message: 'Unrecognized name: x', isTransient: false },
  { reason: 'notFound', message: 'Not found: Table p:ci.x', isTransient: false },
  { reason: 'duplicate', message: 'Already Exists: Table p:ci.x', isTransient: false },
  { reason: 'responseTooLarge', message: 'Response too large to return', isTransient: false },
  { reason: 'resourcesExceeded', message: 'Resources exceeded', isTransient: false },
  { reason: 'notImplemented', message: 'Not implemented', isTransient: false },
  { reason: 'invalid', message: 'Invalid value', isTransient: false },
  {
    reason: 'invalidQuery',
    message: 'Transaction is aborted due to concurrent update against table p:ci.job_daily',
    isTransient: true,
  },
  {
    reason: 'invalidQuery',
    message: 'Could not serialize access to table p:ci.job_daily due to concurrent update',
    isTransient: true,
  },
  { reason: 'backendError', message: 'Error encountered during execution', isTransient: true },
  { reason: 'rateLimitExceeded', message: 'Exceeded rate limits', isTransient: true },
  { reason: 'quotaExceeded', message: 'Quota exceeded', isTransient: true },
  { reason: 'jobRateLimitExceeded', message: 'Exceeded rate limits', isTransient: true },
  { reason: 'internalError', message: 'An internal error occurred', isTransient: true },
  { reason: 'attributeError', message: 'no attribute x', isTransient: false },
  {
    reason: 'billingTierLimitExceeded',
    message: 'Query exceeded resource limits',
    isTransient: false,
  },
  { reason: 'accessDenied', message: 'Access Denied: Table p:ci.x', isTransient: true },
  { reason: 'billingNotEnabled', message: 'Billing has not been enabled', isTransient: true },
  { reason: 'blocked', message: 'The operation is temporarily denied', isTransient: true },
  { reason: 'jobBackendError', message: 'The job failed', isTransient: true },
  { reason: 'jobInternalError', message: 'The job failed', isTransient: true },
  { reason: 'resourceInUse', message: 'The table is in use', isTransient: true },
  { reason: 'stopped', message: 'The job was cancelled', isTransient: true },
  { reason: 'tableUnavailable', message: 'The table is unavailable', isTransient: true },
  { reason: 'timeout', message: 'The operation timed out', isTransient: true },
  { reason: undefined, message: 'socket hang up', isTransient: true },
])('$reason, $message: transient is $isTransient', ({ reason, message, isTransient }) => {
  const error = toWarehouseError({ errors: [{ reason, message }] });
  expect(error).toBeInstanceOf(isTransient ? WarehouseUnavailableError : QueryError);
  expect(error.isTransient).toBe(isTransient);
  expect(error.message).toContain(message);
});
