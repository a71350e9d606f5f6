/** A grant that has been reviewed, with its reason. */
export interface ReviewedGrant {
  readonly members: readonly string[];
  readonly role: string;
  readonly on: readonly string[];
  readonly why: string;
  /** Reason why it is granted on the project, and not on something smaller. */
  readonly whyProject?: string;
}

/** The bucket of the pages, as grants name it. */
export const GRANTED_PAGES = 'bucket my-project-123-ci-signal-pages';
/** The project, as grants name it. */
export const GRANTED_PROJECT = 'project my-project-123';

/** Grants to people. */
export const GRANTS_TO_PEOPLE: readonly ReviewedGrant[] = [
  {
    members: ['readers@example.com'],
    role: 'roles/bigquery.dataViewer',
    on: ['dataset ci'],
    why: 'Readers query views.',
  },
  {
    members: ['views of ci'],
    role: 'reads',
    on: ['dataset ci_raw'],
    why: 'Views read the raw tables, so that readers do not have to be able to.',
  },
  {
    members: ['group:readers@example.com'],
    role: 'custom query_user',
    on: [GRANTED_PROJECT],
    why: 'Readers run queries, and find the project in the console.',
    whyProject: 'A query is a job of a project; there is nothing smaller.',
  },
  {
    members: ['group:report@example.com'],
    role: 'custom object_reader',
    on: [GRANTED_PAGES],
    why: 'Readers of the report open it in the bucket.',
  },
  {
    members: ['group:viewers@example.com'],
    role: 'roles/run.invoker',
    on: ['function ci-signal-dashboard'],
    why: 'Members open the dashboard.',
  },
  {
    members: ['group:viewers@example.com'],
    role: 'custom service_finder',
    on: ['function ci-signal-dashboard'],
    why: 'The command that opens the dashboard (`gcloud run services proxy`) looks up the address of the service.',
  },
  {
    members: ['group:operators@example.com'],
    role: 'custom dashboard_viewer',
    on: [GRANTED_PROJECT],
    why: 'Operators see the dashboard of the pipeline and its metrics.',
    whyProject: 'Dashboards and metrics have no permissions of their own.',
  },
  {
    members: ['projectOwners'],
    role: 'roles/bigquery.dataOwner',
    on: ['dataset ci', 'dataset ci_raw'],
    why: 'BigQuery wants an owner of a dataset; owners of the project can do all of it anyway.',
  },
];
