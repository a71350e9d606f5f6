# The functions.

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

  # Seconds: the time-out of a function covers what a call has begun.
  seconds = {
    reading   = 400  # of one object, at most
    waiting   = 100  # for the bytes of one object, at most
    refresh   = 1200 # after which a call of refresh begins nothing more
    reconcile = 400
    poll      = 240
  }

  object_seconds = local.seconds.reading + local.seconds.waiting

  places = length(local.prefixes) == 0 ? [local.source.bucket] : [for prefix in local.prefixes : "${local.source.bucket}/${prefix}"]

  collect_environment = {
    GOOGLE_CLOUD_PROJECT = var.project_id
    TOPIC                = module.rows.name
    BUCKETS              = join(",", local.places)
    ANONYMOUS            = tostring(local.source.public)
    PATH_STRATEGY        = var.layout.path_strategy
    DEFAULT_ORG          = var.layout.default_org
    DEFAULT_REPO         = var.layout.default_repo
    MAX_READ_SECONDS     = tostring(local.seconds.reading)
    MAX_WAIT_SECONDS     = tostring(local.seconds.waiting)
  }

  # Of a function that queries.
  query_environment = { WAREHOUSE = local.warehouse, MAX_BYTES_BILLED = tostring(var.max_bytes_billed.query) }

  # The function that compares the bucket with the ledger, and the one that looks for new builds.
  comparison_environment = merge(
    local.collect_environment,
    local.query_environment,
    length(try(var.poll.jobs, [])) > 0 ? { JOBS = join(",", var.poll.jobs) } : {},
  )
}

module "load" {
  source = "./modules/function"

  name        = "load"
  description = "Appends the rows of messages to the raw tables."
  deployment  = local.deployment
  # Rows of messages are garbage at once: less room for new values halves the memory and takes no more time.
  environment = { WAREHOUSE = local.warehouse, NODE_OPTIONS = "--max-semi-space-size=4" }
  limits      = { max_instances = var.max_instances.load, concurrency = 16, timeout_seconds = 300 }
  callers     = local.caller["push"]

  depends_on = [google_artifact_registry_repository_iam_member.build, google_project_iam_member.build_logs, google_project_iam_member.build_source]
}

module "dead_letters" {
  source = "./modules/function"

  name        = "dead-letters"
  description = "Stores messages that were delivered too often."
  deployment  = local.deployment
  environment = { WAREHOUSE = local.warehouse }
  limits      = { max_instances = var.max_instances.dead_letters, concurrency = 8, timeout_seconds = 300 }
  callers     = local.caller["push"]

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
  limits      = { max_instances = var.max_instances.collect, concurrency = 8, timeout_seconds = local.object_seconds + 40 }
  callers     = local.is_pushed ? local.caller["push"] : {}

  depends_on = [module.load, module.dead_letters]
}

module "refresh" {
  source = "./modules/function"

  name        = "refresh"
  description = "Deploys views that have changed, and rebuilds roll-ups of dates with new rows."
  deployment  = local.deployment
  environment = merge(local.query_environment, local.refresh_environment, local.report_environment, { SECONDS = tostring(local.seconds.refresh) })
  secrets     = local.has_webhook ? { REPORT_WEBHOOK = var.report.webhook_secret } : {}
  limits      = { timeout_seconds = 1800 } # the longest that Cloud Scheduler waits
  callers     = local.caller["schedule"]

  depends_on = [google_artifact_registry_repository_iam_member.build, google_project_iam_member.build_logs, google_project_iam_member.build_source]
}

module "reconcile" {
  source = "./modules/function"

  name        = "reconcile"
  description = "Compares the bucket with the ledger, and collects what is missing."
  deployment  = local.deployment
  environment = merge(local.comparison_environment, { SECONDS = tostring(local.seconds.reconcile) })
  limits      = { memory = "2Gi", timeout_seconds = local.seconds.reconcile + local.object_seconds + 60 }
  callers     = local.caller["schedule"]

  depends_on = [module.load, module.dead_letters]
}

module "poll" {
  source = "./modules/function"
  count  = local.source.way == "poll" ? 1 : 0

  name        = "poll"
  description = "Asks the jobs of the bucket for new builds, and collects them."
  deployment  = local.deployment
  environment = merge(local.comparison_environment, { SECONDS = tostring(local.seconds.poll) })
  limits      = { memory = "2Gi", timeout_seconds = local.seconds.poll + local.object_seconds + 60 }
  callers     = local.caller["schedule"]

  depends_on = [module.load, module.dead_letters]
}

# People call it over the internet with their own identity tokens: Cloud Run refuses calls of all but the members.
module "dashboard" {
  source = "./modules/function"
  count  = var.dashboard.enabled ? 1 : 0

  name        = "dashboard"
  description = "Shows what the views say in a browser."
  deployment  = local.deployment
  environment = merge(local.query_environment, local.stores_pages ? local.pages_environment : {})
  limits      = { max_instances = var.max_instances.dashboard, concurrency = 16, timeout_seconds = 120 }
  callers     = { for member in var.dashboard.members : member => member }
  ingress     = "ALLOW_ALL"

  depends_on = [google_artifact_registry_repository_iam_member.build, google_project_iam_member.build_logs, google_project_iam_member.build_source]
}

# `gcloud run services proxy`, by which members get there, looks up the address of the service.
resource "google_cloud_run_v2_service_iam_member" "dashboard_finder" {
  for_each = var.dashboard.enabled ? toset(var.dashboard.members) : toset([])

  project  = var.project_id
  location = var.region
  name     = module.dashboard[0].name
  role     = local.roles["service_finder"]
  member   = each.value
}

locals {
  # The accounts that functions run as, by the names of the functions.
  email = merge(
    { load = module.load.email, dead-letters = module.dead_letters.email, refresh = module.refresh.email, reconcile = module.reconcile.email },
    { for function in module.collect : "collect" => function.email },
    { for function in module.poll : "poll" => function.email },
    { for function in module.dashboard : "dashboard" => function.email },
  )

  readers_of_bucket = { for name, email in local.email : name => email if contains(["collect", "poll", "reconcile"], name) }
}

# In other projects, and for buckets that all may read, there is nothing that could be granted here.
resource "google_storage_bucket_iam_member" "object_reader" {
  for_each = local.source.way == "bucket" ? local.readers_of_bucket : {}

  bucket = var.bucket
  role   = local.roles["object_reader"]
  member = "serviceAccount:${each.value}"
}
