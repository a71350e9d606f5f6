# Where functions are built, and the accounts that build and call them.

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

  # Members that call functions.
  caller = { for key in ["push", "schedule"] : key => { (key) = "serviceAccount:${local.account[key]}" } }
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
