import {
  GRANTED_PAGES as PAGES,
  GRANTED_PROJECT as PROJECT,
  GRANTS_TO_PEOPLE,
  type ReviewedGrant,
} from './reviewed-people.ts';

const PUBSUB_AGENT = 'serviceAccount:service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com';
/** The service agent of Cloud Storage: its address is looked up, so that a plan does not have it. */
const STORAGE_AGENT = 'known after apply';
const REPOSITORY =
  'principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/ci-signal/attribute.repository/example/shop';

const QUERYING = ['refresh', 'reconcile', 'poll', 'dashboard'].map((name) => `ci-signal-${name}`);

/** Grants to the accounts that the project's code runs as. `uses.ts` says which calls need them. */
const CODE: readonly ReviewedGrant[] = [
  {
    members: ['ci-signal-collect', 'ci-signal-reconcile'],
    role: 'custom object_reader',
    on: ['bucket my-ci-artifacts'],
    why: 'They read artifacts; reconcile lists the bucket as well.',
  },
  {
    members: ['ci-signal-collect', 'ci-signal-reconcile', 'ci-signal-poll'],
    role: 'roles/pubsub.publisher',
    on: ['topic ci-signal-rows'],
    why: 'They publish the rows of artifacts.',
  },
  {
    members: ['ci-signal-load', 'ci-signal-dead-letters'],
    role: 'custom row_writer',
    on: ['dataset ci_raw'],
    why: 'They append rows.',
  },
  {
    members: ['ci-signal-refresh'],
    role: 'custom row_writer',
    on: ['dataset ci_raw', 'dataset ci'],
    why: 'It marks rows of moved builds, and rebuilds roll-ups.',
  },
  {
    members: QUERYING,
    role: 'custom row_reader',
    on: ['dataset ci_raw', 'dataset ci'],
    why: 'They query views, and the ledger: what is known, missing or stale, and for the dashboard whether it is simulated.',
  },
  {
    members: ['ci-signal-refresh'],
    role: 'custom view_keeper',
    on: ['dataset ci'],
    why: 'It deploys views and roll-ups.',
  },
  {
    members: ['ci-signal-refresh'],
    role: 'custom column_keeper',
    on: ['dataset ci_raw'],
    why: 'It adds the columns of a new version.',
  },
  {
    members: ['ci-signal-refresh'],
    role: 'custom page_writer',
    on: [PAGES],
    why: 'It renders pages and reports, and looks how old they are.',
  },
  {
    members: ['ci-signal-dashboard'],
    role: 'custom object_reader',
    on: [PAGES],
    why: 'It shows the pages.',
  },
  {
    members: ['ci-signal-refresh'],
    role: 'roles/secretmanager.secretAccessor',
    on: ['secret ci-webhook'],
    why: 'It gets the URL of the webhook to which it sends a summary of the report.',
  },
  {
    members: QUERYING,
    role: 'custom query_runner',
    on: [PROJECT],
    why: 'They run queries.',
    whyProject: 'A query is a job of a project; there is nothing smaller.',
  },
];

/** Grants to identities that call functions, and to services of Google. */
const DELIVERY: readonly ReviewedGrant[] = [
  {
    members: ['ci-signal-push'],
    role: 'roles/run.invoker',
    on: [
      'function ci-signal-collect',
      'function ci-signal-load',
      'function ci-signal-dead-letters',
    ],
    why: 'Identity of the pushes of Pub/Sub.',
  },
  {
    members: ['ci-signal-schedule'],
    role: 'roles/run.invoker',
    on: ['refresh', 'reconcile', 'poll'].map((name) => `function ci-signal-${name}`),
    why: 'Identity of the calls of Cloud Scheduler.',
  },
  {
    members: [PUBSUB_AGENT],
    role: 'roles/iam.serviceAccountOpenIdTokenCreator',
    on: ['account ci-signal-push'],
    why: 'Pub/Sub makes the tokens of its pushes.',
  },
  {
    members: [PUBSUB_AGENT],
    role: 'roles/pubsub.publisher',
    on: ['topic ci-signal-dead-letters'],
    why: 'Pub/Sub forwards dead letters.',
  },
  {
    members: [PUBSUB_AGENT],
    role: 'roles/pubsub.subscriber',
    on: ['subscription ci-signal-collect', 'subscription ci-signal-load'],
    why: 'Pub/Sub acknowledges the messages that it forwards.',
  },
  {
    members: [STORAGE_AGENT],
    role: 'roles/pubsub.publisher',
    on: ['topic ci-signal-notifications'],
    why: 'Cloud Storage publishes notifications.',
  },
  {
    members: ['ci-signal-eventarc'],
    role: 'roles/run.invoker',
    on: ['function ci-signal-collect'],
    why: 'Identity of the events of Eventarc, with the switch `eventarc`.',
  },
  {
    members: ['ci-signal-eventarc'],
    role: 'roles/eventarc.eventReceiver',
    on: [PROJECT],
    why: 'It receives events, with the switch `eventarc`.',
    whyProject: 'Eventarc has no permissions of single triggers.',
  },
  {
    members: [STORAGE_AGENT],
    role: 'roles/pubsub.publisher',
    on: [PROJECT],
    why: 'Cloud Storage publishes events, with the switch `eventarc`.',
    whyProject: 'Eventarc makes and names the topic, and checks the permission before.',
  },
];

/** Grants to the account that builds the functions, and to the one that deploys from CI. */
const BUILDING: readonly ReviewedGrant[] = [
  {
    members: ['ci-signal-build'],
    role: 'roles/artifactregistry.writer',
    on: ['repository ci-signal'],
    why: 'It stores the images of the functions.',
  },
  {
    members: ['ci-signal-build'],
    role: 'roles/logging.logWriter',
    on: [PROJECT],
    why: 'It writes the logs of builds.',
    whyProject: 'Logs are written to a project; there is nothing smaller.',
  },
  {
    members: ['ci-signal-build'],
    role: 'custom object_reader',
    on: [
      `${PROJECT} if resource.name.startsWith("projects/_/buckets/gcf-v2-sources-123456789012-")`,
    ],
    why: 'It reads the sources of the functions.',
    whyProject:
      'Cloud Functions makes the bucket with the first function; the condition is its name.',
  },
  {
    members: [REPOSITORY],
    role: 'roles/iam.workloadIdentityUser',
    on: ['account ci-signal-deploy'],
    why: 'Workflows of the repository deploy, without keys.',
  },
  {
    members: ['ci-signal-deploy'],
    role: 'custom account_user',
    on: [
      ...['build', 'collect', 'dashboard', 'dead-letters'],
      ...['load', 'poll', 'reconcile', 'refresh'],
    ].map((name) => `account ci-signal-${name}`),
    why: 'It changes functions that run as these accounts.',
  },
  {
    members: ['ci-signal-deploy'],
    role: 'custom object_keeper',
    on: ['bucket my-project-123-ci-signal-bundles', 'bucket my-terraform-state'],
    why: 'It stores bundles, and the state of Terraform.',
  },
  {
    members: ['ci-signal-deploy'],
    role: 'custom deployer',
    on: [PROJECT],
    why: 'It reads what is in the state, and changes functions.',
    whyProject: 'Terraform reads all resources of the project that it manages.',
  },
];

export const REVIEWED_GRANTS: readonly ReviewedGrant[] = [
  ...CODE,
  ...DELIVERY,
  ...BUILDING,
  ...GRANTS_TO_PEOPLE,
];
