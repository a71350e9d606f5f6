import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { FUNCTION_NAMES } from '../../../infra/build/function-bundle.ts';
import { parseBigQueryConfig } from '../../../shared/config/bigquery-config.ts';
import { parseCollectConfig } from '../../../shared/config/collect-config.ts';
import { pagesBucket } from '../../../shared/config/pages-config.ts';
import { parsePollConfig } from '../../../shared/config/poll-config.ts';
import { parseReconcileConfig } from '../../../shared/config/reconcile-config.ts';
import { parseReportConfig } from '../../../shared/config/report-config.ts';
import { parseRefreshConfig } from '../../../shared/config/refresh-config.ts';
import type { Environment } from '../../../shared/config/settings.ts';
import { describeIf } from '../../support/required.ts';
import { planEverything, type PlannedResources } from '../../support/terraform/plans.ts';
import { missingForTerraform, Terraform } from '../../support/terraform/terraform.ts';

/** The settings of each function. */
const SETTINGS: Readonly<Record<string, (environment: Environment) => object>> = {
  collect: parseCollectConfig,
  dashboard: (environment) => [parseBigQueryConfig(environment), pagesBucket(environment)],
  'dead-letters': parseBigQueryConfig,
  load: parseBigQueryConfig,
  poll: parsePollConfig,
  reconcile: parseReconcileConfig,
  refresh: (environment) => [
    parseRefreshConfig(environment),
    pagesBucket(environment),
    parseReportConfig(environment),
  ],
};

/** Functions whose settings are a limit of the bytes of their queries as well. */
const QUERYING = ['dashboard', 'poll', 'reconcile', 'refresh'];
/** Types of resources that can have labels. */
const LABELLED = new Set([
  ...['google_artifact_registry_repository', 'google_bigquery_dataset', 'google_bigquery_table'],
  ...['google_cloudfunctions2_function', 'google_eventarc_trigger'],
  ...['google_monitoring_alert_policy', 'google_pubsub_subscription', 'google_pubsub_topic'],
  'google_storage_bucket',
]);
/** Functions of a schedule. */
const SCHEDULED = ['poll', 'reconcile', 'refresh'];

const functionSchema = z.object({
  name: z.string(),
  service_config: z.tuple([
    z.object({
      environment_variables: z.record(z.string(), z.string()),
      ingress_settings: z.string(),
      timeout_seconds: z.number(),
    }),
  ]),
});

const scheduleSchema = z.object({ name: z.string(), attempt_deadline: z.string() });

const alertSchema = z.object({
  conditions: z.array(
    z.object({
      condition_absent: z.array(z.object({ filter: z.string(), duration: z.string() })),
      condition_threshold: z.array(
        z.object({
          filter: z.string(),
          comparison: z.string(),
          duration: z.string(),
          aggregations: z.array(z.object({ alignment_period: z.string() })),
        }),
      ),
    }),
  ),
});

type PlannedFunction = z.infer<typeof functionSchema>['service_config'][0];

const missing = missingForTerraform();

describeIf(missing === undefined, missing ?? '')('the plans', () => {
  let terraform: Terraform;
  let resources: PlannedResources;
  const functions = new Map<string, PlannedFunction>();
  const deadlines = new Map<string, string>();

  beforeAll(async () => {
    terraform = await Terraform.start();
    resources = [...(await planEverything(terraform)).values()].flat();
    for (const { type, after } of resources) {
      if (type === 'google_cloudfunctions2_function') {
        const { name, service_config } = functionSchema.parse(after);
        functions.set(name.replace('ci-signal-', ''), service_config[0]);
      }
      if (type === 'google_cloud_scheduler_job') {
        const { name, attempt_deadline } = scheduleSchema.parse(after);
        deadlines.set(name.replace('ci-signal-', ''), attempt_deadline);
      }
    }
  }, 300_000);

  afterAll(() => {
    terraform.stop();
  });

  const planned = (name: string): PlannedFunction =>
    functionSchema.shape.service_config.parse([functions.get(name)])[0];

  test('label each resource that can have labels', () => {
    const labelled = resources.filter(({ after }) => 'labels' in after || 'user_labels' in after);
    expect(new Set(labelled.map(({ type }) => type))).toStrictEqual(LABELLED);
    for (const { after } of labelled) {
      const labels = after['labels'] ?? after['user_labels'];
      expect(labels).toMatchObject({ app: 'ci-signal', team: 'ci' });
    }
  });

  test('have the functions that are built', () => {
    expect([...functions.keys()].sort()).toStrictEqual(FUNCTION_NAMES);
    expect(Object.keys(SETTINGS)).toStrictEqual(FUNCTION_NAMES);
  });

  test.each(FUNCTION_NAMES)('%s reads each variable that it gets, and finds it valid', (name) => {
    const { environment_variables: variables } = planned(name);
    // Node.js itself reads its options.
    const asked = new Set<string>(['NODE_OPTIONS']);
    const environment = new Proxy<Environment>(variables, {
      get: (target, variable) => {
        asked.add(String(variable));
        return target[String(variable)];
      },
    });
    expect(SETTINGS[name]?.(environment)).toBeDefined();
    expect(Object.keys(variables).filter((variable) => !asked.has(variable))).toStrictEqual([]);
  });

  test('watch each function', () => {
    const alerts = resources.filter(({ type }) => type === 'google_monitoring_alert_policy');
    const conditions = JSON.stringify(alerts.map(({ after }) => after['conditions']));
    const services = conditions.match(/service_name=[^ ]*/g)?.join(' ') ?? '';
    const watched = services.match(/ci-signal-[a-z-]+/g) ?? [];
    expect([...new Set(watched)].sort()).toStrictEqual(
      FUNCTION_NAMES.map((name) => `ci-signal-${name}`),
    );
  });

  const alertConditions = () =>
    resources
      .filter(({ type }) => type === 'google_monitoring_alert_policy')
      .flatMap(({ after }) => alertSchema.parse(after).conditions);

  test('find a call in each period of a condition that has to last, though calls are an hour apart', () => {
    const periods = alertConditions()
      .flatMap(({ condition_threshold: [condition] }) => condition ?? [])
      .filter(({ duration }) => duration !== '0s')
      .flatMap(({ aggregations }) => aggregations.map((one) => one.alignment_period));
    expect(periods).toContain('7200s');
    expect(periods.map((period) => parseInt(period, 10)).filter((s) => s < 7200)).toStrictEqual([]);
  });

  test('notice that a metric has no values any more, or only zeros', () => {
    const conditions = alertConditions();
    const absent = conditions
      .flatMap(({ condition_absent: [condition] }) => condition ?? [])
      .map(({ filter, duration }) => [filter, duration]);
    const zero = conditions
      .flatMap(({ condition_threshold: [condition] }) => condition ?? [])
      .filter(({ comparison }) => comparison === 'COMPARISON_LT')
      .map(({ filter, aggregations }) => [filter, aggregations[0]?.alignment_period]);
    expect(absent.length).toBeGreaterThan(1);
    expect(zero).toStrictEqual(absent);
  });

  test('limit the bytes of functions that query', () => {
    const limited = FUNCTION_NAMES.filter(
      (name) => 'MAX_BYTES_BILLED' in planned(name).environment_variables,
    );
    expect(limited).toStrictEqual(QUERYING);
  });

  test('let functions be reached from inside of the project only, but for the dashboard', () => {
    const open = FUNCTION_NAMES.filter(
      (name) => planned(name).ingress_settings !== 'ALLOW_INTERNAL_ONLY',
    );
    expect(open).toStrictEqual(['dashboard']);
  });

  test('let Cloud Scheduler wait until the time-out of a function', () => {
    const timeouts = SCHEDULED.map((name) => [name, `${planned(name).timeout_seconds}s`]);
    expect([...deadlines].sort()).toStrictEqual(timeouts);
  });

  test.each(['collect', 'poll', 'reconcile'])('%s can end what a call has begun', (name) => {
    const { environment_variables: variables, timeout_seconds } = planned(name);
    const seconds = ['SECONDS', 'MAX_READ_SECONDS', 'MAX_WAIT_SECONDS'].map((variable) =>
      Number(variables[variable] ?? 0),
    );
    const longest = seconds.reduce((sum, one) => sum + one);
    expect(longest).toBeGreaterThanOrEqual(500);
    expect(longest).toBeLessThan(timeout_seconds);
  });
});
