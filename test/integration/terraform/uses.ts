/** A kind of calls of an adapter, and the permissions that the service asks for. */
export interface AdapterCall {
  /** File of the adapter, in `shared/adapters/`. */
  readonly adapter: string;
  readonly permissions: readonly string[];
  readonly why: string;
}

/** The calls of the adapters of Google Cloud. */
export const CALLS = {
  open: {
    adapter: 'google/cloud-storage.ts',
    permissions: ['storage.objects.get', 'storage.objects.list'],
    why: 'Reads an object. Without storage.objects.list the service says 403 instead of 404 for an object that does not exist.',
  },
  list: {
    adapter: 'google/cloud-storage.ts',
    permissions: ['storage.objects.list'],
    why: 'Lists objects and folders.',
  },
  readPage: {
    adapter: 'google/page-bucket.ts',
    permissions: ['storage.objects.get', 'storage.objects.list'],
    why: 'Reads a page as `open` reads an object.',
  },
  writePage: {
    adapter: 'google/page-bucket.ts',
    permissions: ['storage.objects.create', 'storage.objects.delete'],
    why: 'objects.insert; replacing an object needs storage.objects.delete as well.',
  },
  readSecret: {
    adapter: 'webhook/webhook.ts',
    permissions: ['secretmanager.versions.access'],
    why: 'The platform reads the URL of the webhook as the account of the function.',
  },
  publish: {
    adapter: 'google/pubsub-bus.ts',
    permissions: ['pubsub.topics.publish'],
    why: 'topics.publish',
  },
  append: {
    adapter: 'bigquery/warehouse.ts',
    permissions: ['bigquery.tables.updateData'],
    why: 'AppendRows to the default stream of a raw table. The stream is not created, and not read.',
  },
  query: {
    adapter: 'bigquery/warehouse.ts',
    permissions: ['bigquery.tables.getData'],
    why: 'Reads tables and views.',
  },
  job: {
    adapter: 'bigquery/warehouse.ts',
    permissions: ['bigquery.jobs.create'],
    why: 'jobs.insert and jobs.getQueryResults of its own jobs.',
  },
  rebuild: {
    adapter: 'bigquery/warehouse.ts',
    permissions: ['bigquery.tables.getData', 'bigquery.tables.updateData'],
    why: 'DELETE and INSERT of the rows of a date in a roll-up.',
  },
  deployViews: {
    adapter: 'bigquery/warehouse.ts',
    permissions: [
      'bigquery.datasets.get',
      'bigquery.tables.create',
      'bigquery.tables.get',
      'bigquery.tables.list',
      'bigquery.tables.update',
    ],
    why: 'Lists tables with their labels, CREATE TABLE, CREATE OR REPLACE VIEW and tables.patch.',
  },
  addColumns: {
    adapter: 'bigquery/warehouse.ts',
    permissions: [
      'bigquery.datasets.get',
      'bigquery.tables.get',
      'bigquery.tables.list',
      'bigquery.tables.update',
    ],
    why: 'Compares the raw tables with their schemas, and adds columns by tables.patch.',
  },
} as const satisfies Readonly<Record<string, AdapterCall>>;

type Uses = Readonly<Record<string, readonly (keyof typeof CALLS)[]>>;

const BUCKET = 'bucket my-ci-artifacts';
const PAGES = 'bucket my-project-123-ci-signal-pages';
const PROJECT = 'project my-project-123';
/** A bucket of others, or one that is public: there is nothing to grant on it here. */
export const FOREIGN_BUCKET = 'bucket of others';

/** What each function calls, by the resource that is called. */
export const USES: Readonly<Record<string, Uses>> = {
  collect: { [BUCKET]: ['open'], 'topic ci-signal-rows': ['publish'] },
  load: { 'dataset ci_raw': ['append'] },
  'dead-letters': { 'dataset ci_raw': ['append'] },
  refresh: {
    [PROJECT]: ['job'],
    'dataset ci_raw': ['query', 'append', 'addColumns'],
    'dataset ci': ['query', 'rebuild', 'deployViews'],
    [PAGES]: ['readPage', 'writePage'],
    'secret ci-webhook': ['readSecret'],
  },
  reconcile: {
    [BUCKET]: ['list', 'open'],
    'topic ci-signal-rows': ['publish'],
    [PROJECT]: ['job'],
    'dataset ci_raw': ['query'],
    'dataset ci': ['query'],
  },
  dashboard: {
    [PAGES]: ['readPage'],
    [PROJECT]: ['job'],
    'dataset ci_raw': ['query'],
    'dataset ci': ['query'],
  },
  poll: {
    [FOREIGN_BUCKET]: ['list', 'open'],
    'topic ci-signal-rows': ['publish'],
    [PROJECT]: ['job'],
    'dataset ci_raw': ['query'],
    'dataset ci': ['query'],
  },
};

/** Permissions of the predefined roles that the code's accounts have. */
export const PREDEFINED_ROLES: Readonly<Record<string, readonly string[]>> = {
  'roles/pubsub.publisher': ['pubsub.topics.publish'],
  'roles/secretmanager.secretAccessor': ['secretmanager.versions.access'],
};
