# The functions, where they are built, and who calls them.

resource "google_storage_bucket" "bundles" {
  project                     = var.project_id
  name                        = "${var.project_id}-${var.name}-bundles"
  location                    = var.region
  labels                      = local.labels
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = true # `npm run build` makes its objects again

  depends_on = [google_project_service.this]
}

resource "google_artifact_registry_repository" "images" {
  project       = var.project_id
  location      = var.region
  repository_id = var.name
  format        = "DOCKER"
  description   = "Images of the functions, which Cloud Build makes of the bundles."
  labels        = local.labels

  cleanup_policies {
    id     = "keep-the-newest"
    action = "KEEP"

    most_recent_versions {
      keep_count = 5
    }
  }

  cleanup_policies {
    id     = "delete-others"
    action = "DELETE"

    condition {
      older_than = "2592000s"
    }
  }

  depends_on = [google_project_service.this]
}

resource "google_service_account" "build" {
  project      = var.project_id
  account_id   = "${var.name}-build"
  display_name = "${var.name}: builds the functions"

  depends_on = [google_project_service.this]
}

resource "google_service_account" "push" {
  project      = var.project_id
  account_id   = "${var.name}-push"
  display_name = "${var.name}: identity of pushes to the functions"

  depends_on = [google_project_service.this]
}

resource "google_service_account" "schedule" {
  project      = var.project_id
  account_id   = "${var.name}-schedule"
  display_name = "${var.name}: identity of calls on a schedule"

  depends_on = [google_project_service.this]
}

locals {
  account = {
    for key, account in { build = google_service_account.build, push = google_service_account.push, schedule = google_service_account.schedule } :
    key => "${account.account_id}@${account.project}.iam.gserviceaccount.com"
  }

  # The accounts that functions run as, and the one that builds: a deployment acts as them.
  run_as = merge(
    { build = local.account["build"] },
    { load = module.load.email, dead-letters = module.dead_letters.email, refresh = module.refresh.email, reconcile = module.reconcile.email },
    { for function in module.collect : "collect" => function.email },
    { for function in module.poll : "poll" => function.email },
  )
}

resource "google_artifact_registry_repository_iam_member" "build" {
  project    = var.project_id
  location   = google_artifact_registry_repository.images.location
  repository = google_artifact_registry_repository.images.repository_id
  role       = "roles/artifactregistry.writer"
  member     = "serviceAccount:${local.account["build"]}"
}

# Logs are written to a project; there is nothing smaller to grant this on.
resource "google_project_iam_member" "build_logs" {
  project = var.project_id
  role    = "roles/logging.logWriter"
  member  = "serviceAccount:${local.account["build"]}"
}

# Cloud Functions copies a bundle into a bucket that it makes and names itself, and the build reads it there.
resource "google_project_iam_member" "build_source" {
  project = var.project_id
  role    = local.roles["object_reader"]
  member  = "serviceAccount:${local.account["build"]}"

  condition {
    title       = "sources_of_functions"
    description = "Only the buckets of Cloud Functions with sources."
    expression  = "resource.name.startsWith(\"projects/_/buckets/gcf-v2-sources-${local.project_number}-\")"
  }
}

# Pub/Sub makes the tokens that it sends to the functions.
resource "google_service_account_iam_member" "push_tokens" {
  service_account_id = "projects/${var.project_id}/serviceAccounts/${local.account["push"]}"
  role               = "roles/iam.serviceAccountOpenIdTokenCreator"
  member             = "serviceAccount:${local.pubsub_agent}"
}

locals {
  # What all functions have in common.
  deployment = {
    project_id   = var.project_id
    region       = var.region
    prefix       = var.name
    labels       = local.labels
    bundles_path = local.bundles_path
    build = {
      bucket          = google_storage_bucket.bundles.name
      repository      = "projects/${google_artifact_registry_repository.images.project}/locations/${google_artifact_registry_repository.images.location}/repositories/${google_artifact_registry_repository.images.repository_id}"
      service_account = "projects/${var.project_id}/serviceAccounts/${local.account["build"]}"
    }
  }

  places = length(local.prefixes) == 0 ? [local.source.bucket] : [for prefix in local.prefixes : "${local.source.bucket}/${prefix}"]

  collect_environment = {
    GOOGLE_CLOUD_PROJECT = var.project_id
    TOPIC                = google_pubsub_topic.rows.name
    BUCKETS              = join(",", local.places)
    ANONYMOUS            = tostring(local.source.public)
    PATH_STRATEGY        = var.layout.path_strategy
    DEFAULT_ORG          = var.layout.default_org
    DEFAULT_REPO         = var.layout.default_repo
  }

  # The function that compares the bucket with the ledger, and the one that looks for new builds.
  comparison_environment = merge(
    local.collect_environment,
    { WAREHOUSE = local.warehouse, MAX_BYTES_BILLED = tostring(var.max_bytes_billed.query) },
    length(try(var.poll.jobs, [])) > 0 ? { JOBS = join(",", var.poll.jobs) } : {},
  )
}

module "load" {
  source = "./modules/function"

  name        = "load"
  description = "Appends the rows of messages to the raw tables."
  deployment  = local.deployment
  environment = { WAREHOUSE = local.warehouse }
  limits      = { max_instances = var.max_instances.load, concurrency = 16, timeout_seconds = 300 }
  callers     = { push = local.account["push"] }

  depends_on = [google_artifact_registry_repository_iam_member.build, google_project_iam_member.build_logs, google_project_iam_member.build_source]
}

module "dead_letters" {
  source = "./modules/function"

  name        = "dead-letters"
  description = "Stores messages that were delivered too often."
  deployment  = local.deployment
  environment = { WAREHOUSE = local.warehouse }
  limits      = { max_instances = var.max_instances.dead_letters, concurrency = 8, timeout_seconds = 300 }
  callers     = { push = local.account["push"] }

  depends_on = [google_artifact_registry_repository_iam_member.build, google_project_iam_member.build_logs, google_project_iam_member.build_source]
}

# After load and dead-letters, which have to understand its messages.
module "collect" {
  source = "./modules/function"
  count  = local.source.way == "poll" ? 0 : 1

  name        = "collect"
  description = "Reads an object that was written, and publishes its rows."
  deployment  = local.deployment
  environment = local.collect_environment
  limits      = { max_instances = var.max_instances.collect, concurrency = 8, timeout_seconds = 540 }
  callers     = local.is_pushed ? { push = local.account["push"] } : {}

  depends_on = [module.load, module.dead_letters]
}

module "refresh" {
  source = "./modules/function"

  name        = "refresh"
  description = "Deploys views that have changed, and rebuilds roll-ups of dates with new rows."
  deployment  = local.deployment
  environment = { WAREHOUSE = local.warehouse, MAX_BYTES_BILLED = tostring(var.max_bytes_billed.query) }
  limits      = { timeout_seconds = 3600 }
  callers     = { schedule = local.account["schedule"] }

  depends_on = [google_artifact_registry_repository_iam_member.build, google_project_iam_member.build_logs, google_project_iam_member.build_source]
}

module "reconcile" {
  source = "./modules/function"

  name        = "reconcile"
  description = "Compares the bucket with the ledger, and collects what is missing."
  deployment  = local.deployment
  environment = merge(local.comparison_environment, { SECONDS = "400" })
  # A call reads for 400 seconds, and ends what it has begun.
  limits  = { memory = "2Gi", timeout_seconds = 900 }
  callers = { schedule = local.account["schedule"] }

  depends_on = [module.load, module.dead_letters]
}

# In other projects, and for buckets that all may read, there is nothing that could be granted here.
resource "google_storage_bucket_iam_member" "object_reader" {
  for_each = local.source.way == "bucket" ? { collect = module.collect[0].email, reconcile = module.reconcile.email } : {}

  bucket = var.bucket
  role   = local.roles["object_reader"]
  member = "serviceAccount:${each.value}"
}

module "refresh_schedule" {
  source = "./modules/scheduled-job"

  project_id       = var.project_id
  region           = var.region
  name             = module.refresh.name
  description      = "Deploys views and rebuilds roll-ups."
  schedule         = var.refresh_schedule
  deadline_seconds = 1800
  target           = { uri = module.refresh.uri, caller = local.account["schedule"] }

  depends_on = [module.warehouse, google_project_iam_member.query_runner]
}

module "reconcile_schedule" {
  source = "./modules/scheduled-job"

  project_id       = var.project_id
  region           = var.region
  name             = module.reconcile.name
  description      = "Compares the bucket with the ledger."
  schedule         = var.reconcile_schedule
  deadline_seconds = module.reconcile.timeout_seconds
  target           = { uri = module.reconcile.uri, caller = local.account["schedule"] }

  depends_on = [module.warehouse, google_project_iam_member.query_runner, google_pubsub_topic_iam_member.publisher]
}

# It runs every few minutes: what a call does not come to, the next one does.
module "poll" {
  source = "./modules/function"
  count  = local.source.way == "poll" ? 1 : 0

  name        = "poll"
  description = "Asks the jobs of the bucket for new builds, and collects them."
  deployment  = local.deployment
  environment = merge(local.comparison_environment, { SECONDS = "240" })
  limits      = { memory = "2Gi", timeout_seconds = 900 }
  callers     = { schedule = local.account["schedule"] }

  depends_on = [module.load, module.dead_letters]
}

module "poll_schedule" {
  source = "./modules/scheduled-job"
  count  = local.source.way == "poll" ? 1 : 0

  project_id       = var.project_id
  region           = var.region
  name             = module.poll[0].name
  description      = "Looks for new builds."
  schedule         = var.poll.schedule
  deadline_seconds = module.poll[0].timeout_seconds
  retries          = 0
  target           = { uri = module.poll[0].uri, caller = local.account["schedule"] }

  depends_on = [module.warehouse, google_project_iam_member.query_runner, google_pubsub_topic_iam_member.publisher]
}
