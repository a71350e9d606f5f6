locals {
  labels = merge({ app = var.name }, var.labels)

  bundles_path = coalesce(var.bundles_path, "${path.module}/../../dist/functions")

  # What is read, and by which of the three ways.
  source = one([for source in [
    var.bucket == null ? null : { way = "bucket", bucket = var.bucket, public = false },
    var.notification_topic == null ? null : { way = "topic", bucket = var.notification_topic.bucket, public = var.notification_topic.public },
    var.poll == null ? null : { way = "poll", bucket = var.poll.bucket, public = var.poll.public },
  ] : source if source != null])

  prefixes = length(var.prefixes) == 0 && local.source.way == "poll" ? ["logs/"] : var.prefixes

  project_number = var.project_number == null ? data.google_project.this[0].number : var.project_number
  pubsub_agent   = "service-${local.project_number}@gcp-sa-pubsub.iam.gserviceaccount.com"

  warehouse = "bigquery:${var.project_id}${var.dataset.prefix == "" ? "" : ".${var.dataset.prefix}"}"

  services = toset(concat(
    [
      "artifactregistry.googleapis.com",
      "bigquery.googleapis.com",
      "bigquerystorage.googleapis.com",
      "cloudbuild.googleapis.com",
      "cloudfunctions.googleapis.com",
      "cloudscheduler.googleapis.com",
      "iam.googleapis.com",
      "logging.googleapis.com",
      "monitoring.googleapis.com",
      "pubsub.googleapis.com",
      "run.googleapis.com",
      "storage.googleapis.com",
    ],
    var.eventarc == null ? [] : ["eventarc.googleapis.com"],
    var.budget == null ? [] : ["billingbudgets.googleapis.com"],
    local.has_webhook ? ["secretmanager.googleapis.com"] : [],
    var.deployer == null ? [] : ["iamcredentials.googleapis.com", "sts.googleapis.com"],
  ))
}

resource "google_project_service" "this" {
  for_each = local.services

  project            = var.project_id
  service            = each.key
  disable_on_destroy = false
}

data "google_project" "this" {
  count = var.project_number == null ? 1 : 0

  project_id = var.project_id
}

# It makes the service agent as well, if the project has none yet.
data "google_storage_project_service_account" "this" {
  count = var.bucket == null ? 0 : 1

  project = var.project_id

  depends_on = [google_project_service.this]
}

# The permissions that the code uses, and no others; test/integration/terraform compares them with the calls of the adapters.
resource "google_project_iam_custom_role" "this" {
  for_each = jsondecode(file("${path.module}/roles.json"))

  project     = var.project_id
  role_id     = "${replace(var.name, "-", "_")}_${each.key}"
  title       = "${var.name}: ${each.value.title}"
  permissions = each.value.permissions

  depends_on = [google_project_service.this]
}

locals {
  # Written out, so that a plan shows who gets what.
  roles = { for key, role in google_project_iam_custom_role.this : key => "projects/${role.project}/roles/${role.role_id}" }
}

module "warehouse" {
  source = "./modules/warehouse"

  project_id          = var.project_id
  location            = var.dataset.location
  prefix              = var.dataset.prefix
  labels              = local.labels
  schemas_path        = "${path.module}/../tables"
  retention_days      = var.retention
  deletion_protection = var.deletion_protection
  readers             = var.readers

  raw_access = [
    for grant in concat(
      [["row_writer", "load"], ["row_writer", "dead-letters"], ["column_keeper", "refresh"], ["row_writer", "refresh"]],
      [for name in local.querying : ["row_reader", name]],
    ) : { role = local.roles[grant[0]], account = local.email[grant[1]] }
  ]

  view_access = [
    for grant in concat(
      [["view_keeper", "refresh"], ["row_writer", "refresh"]],
      [for name in local.querying : ["row_reader", name]],
    ) : { role = local.roles[grant[0]], account = local.email[grant[1]] }
  ]

  depends_on = [google_project_service.this]
}

locals {
  # The functions that query.
  querying = concat(["refresh", "reconcile"], local.source.way == "poll" ? ["poll"] : [], var.dashboard.enabled ? ["dashboard"] : [])
}

# Queries are jobs of the project: the permission to run them is one of the project. People find the project in the console as well.
resource "google_project_iam_member" "query_runner" {
  for_each = merge(
    { for name in local.querying : name => "serviceAccount:${local.email[name]}" },
    { for reader in var.readers : reader => reader },
  )

  project = var.project_id
  role    = local.roles[contains(local.querying, each.key) ? "query_runner" : "query_user"]
  member  = each.value
}

module "monitoring" {
  source = "./modules/monitoring"

  project_id            = var.project_id
  name                  = var.name
  labels                = local.labels
  notification_channels = var.notification_channels
  subscriptions         = concat([for subscription in module.collect_subscription : subscription.name], [module.load_subscription.name, module.dead_letters_subscription.name])

  # Names, not outputs: the metrics are made first, and the alerts minutes later, after the functions. Cloud Monitoring refuses
  # an alert on a metric that it does not know yet.
  services = {
    pushed    = [for name in concat(local.source.way == "poll" ? [] : ["collect"], ["load", "dead-letters"]) : "${var.name}-${name}"]
    others    = [for name in setintersection(local.querying, ["poll", "dashboard"]) : "${var.name}-${name}"]
    refresh   = "${var.name}-refresh"
    reconcile = "${var.name}-reconcile"
  }

  limits = merge(var.alerts, { bytes_per_day = var.max_bytes_billed.day })

  runbook = {
    path = "${path.module}/RUNBOOK.md"
    url  = var.alerts.runbook_url
  }

  dashboard = {
    enabled = var.operations.enabled
    members = var.operations.members
    role    = local.roles["dashboard_viewer"]
  }

  depends_on = [google_project_service.this]
}

module "budget" {
  source = "./modules/budget"
  count  = var.budget == null ? 0 : 1

  name                  = var.name
  billing_account       = var.budget.billing_account
  amount                = var.budget.amount
  project_number        = local.project_number
  notification_channels = var.notification_channels

  depends_on = [google_project_service.this]
}

module "deployer" {
  source = "./modules/deployer"
  count  = var.deployer == null ? 0 : 1

  project_id       = var.project_id
  name             = var.name
  repository       = var.deployer.repository
  ref              = var.deployer.ref
  state_bucket     = var.deployer.state_bucket
  bundles_bucket   = google_storage_bucket.bundles.name
  project_number   = local.project_number
  service_accounts = merge({ build = local.account["build"] }, local.email)

  depends_on = [google_project_service.this]
}
