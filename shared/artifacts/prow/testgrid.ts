const MAX_DASHBOARDS = 50;

/** Where TestGrid shows a job, and whom it tells of failures (GoogleCloudPlatform/testgrid, annotations of Prow's jobs). */
export interface TestGridColumns {
  readonly testgrid_dashboards: readonly string[];
  readonly testgrid_alert_email: string | null;
}

/** Returns the boards and the address in the annotations of a job. */
export function testGridColumns(annotations: Readonly<Record<string, string>>): TestGridColumns {
  const read = (name: string): string =>
    Object.hasOwn(annotations, name) ? (annotations[name] ?? '').trim() : '';
  const dashboards = read('testgrid-dashboards')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const email = read('testgrid-alert-email');
  return {
    testgrid_dashboards: dashboards.slice(0, MAX_DASHBOARDS),
    testgrid_alert_email: email === '' ? null : email,
  };
}
