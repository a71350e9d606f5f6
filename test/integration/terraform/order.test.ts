import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeIf } from '../../support/required.ts';
import { missingForTerraform, Terraform } from '../../support/terraform/terraform.ts';

const missing = missingForTerraform();

describeIf(missing === undefined, missing ?? '')('the order of an apply', () => {
  let terraform: Terraform;
  /** What each resource waits for directly, by their addresses. */
  const waits = new Map<string, string[]>();

  beforeAll(async () => {
    terraform = await Terraform.start();
    const { output } = await terraform.run('', ['graph']);
    for (const [, resource = ''] of output.matchAll(/^\s*"([^"]+)" \[label=/gm)) {
      waits.set(resource, []);
    }
    for (const [, later = '', earlier = ''] of output.matchAll(/^\s*"([^"]+)" -> "([^"]+)";$/gm)) {
      waits.get(later)?.push(earlier);
    }
  }, 120_000);

  afterAll(() => {
    terraform.stop();
  });

  /** Returns all that a resource waits for. */
  const before = (resource: string, found = new Set<string>()): ReadonlySet<string> => {
    for (const earlier of waits.get(resource) ?? []) {
      if (found.has(earlier)) continue;
      found.add(earlier);
      before(earlier, found);
    }
    return found;
  };

  test('begins with the services, for all but the number of the project', () => {
    const services = 'google_project_service.this';
    const early = [...waits.keys()].filter((resource) => !before(resource).has(services));
    expect(early.sort()).toStrictEqual(['data.google_project.this', services]);
  });

  test.each([
    // Cloud Run refuses a revision with a secret that its account cannot read.
    [
      'module.refresh.google_cloudfunctions2_function.this',
      'module.refresh.google_secret_manager_secret_iam_member.secret',
    ],
    ['module.load.google_cloudfunctions2_function.this', 'google_project_iam_member.build_source'],
    [
      'module.collect.google_cloudfunctions2_function.this',
      'module.load.google_cloudfunctions2_function.this',
    ],
    [
      'module.collect_subscription.google_pubsub_subscription.this',
      'module.rows.google_pubsub_topic_iam_member.publisher',
    ],
    [
      'module.collect_subscription.google_pubsub_subscription.this',
      'google_service_account_iam_member.push_tokens',
    ],
    [
      'module.load_subscription.google_pubsub_subscription.this',
      'module.warehouse.google_bigquery_dataset.raw',
    ],
    [
      'module.notifications.google_storage_notification.this',
      'module.notifications.module.topic.google_pubsub_topic_iam_member.publisher',
    ],
    [
      'module.schedule.google_cloud_scheduler_job.this',
      'module.warehouse.google_bigquery_dataset.views',
    ],
    [
      'module.monitoring.google_monitoring_alert_policy.this',
      'module.monitoring.google_logging_metric.count',
    ],
  ])('makes %s after %s', (later, earlier) => {
    expect([...before(later)]).toContain(earlier);
  });
});
