# A function (2nd gen) with its service account. It is called by the members that are named, by default from inside of the project only.

locals {
  account_id = "${var.deployment.prefix}-${var.name}"
  bundle     = "${var.deployment.bundles_path}/${var.name}.zip"

  # Written out, so that a plan shows who gets a grant.
  email  = "${google_service_account.this.account_id}@${google_service_account.this.project}.iam.gserviceaccount.com"
  member = "serviceAccount:${local.email}"
}

resource "google_service_account" "this" {
  project      = var.deployment.project_id
  account_id   = local.account_id
  display_name = "${var.deployment.prefix}: function ${var.name}"
}

resource "google_storage_bucket_object" "bundle" {
  bucket = var.deployment.build.bucket
  # Another bundle has another name, so that the function is built again.
  name   = "${var.name}-${fileexists(local.bundle) ? filemd5(local.bundle) : "not-built"}.zip"
  source = local.bundle
}

# Before the function: its first revision is refused if its account cannot read a secret.
resource "google_secret_manager_secret_iam_member" "secret" {
  for_each = var.secrets

  project   = var.deployment.project_id
  secret_id = each.value
  role      = "roles/secretmanager.secretAccessor"
  member    = local.member
}

resource "google_cloudfunctions2_function" "this" {
  project     = var.deployment.project_id
  location    = var.deployment.region
  name        = "${var.deployment.prefix}-${var.name}"
  description = var.description
  labels      = var.deployment.labels

  build_config {
    runtime           = "nodejs24"
    entry_point       = var.name
    service_account   = var.deployment.build.service_account
    docker_repository = var.deployment.build.repository

    source {
      storage_source {
        bucket = google_storage_bucket_object.bundle.bucket
        object = google_storage_bucket_object.bundle.name
      }
    }
  }

  service_config {
    service_account_email            = google_service_account.this.email
    ingress_settings                 = var.ingress
    available_memory                 = var.limits.memory
    available_cpu                    = var.limits.cpu
    timeout_seconds                  = var.limits.timeout_seconds
    max_instance_count               = var.limits.max_instances
    max_instance_request_concurrency = var.limits.concurrency
    all_traffic_on_latest_revision   = true
    environment_variables            = var.environment

    dynamic "secret_environment_variables" {
      for_each = var.secrets

      content {
        key        = secret_environment_variables.key
        project_id = var.deployment.project_id
        secret     = secret_environment_variables.value
        version    = "latest"
      }
    }
  }

  depends_on = [google_secret_manager_secret_iam_member.secret]
}

resource "google_cloud_run_v2_service_iam_member" "caller" {
  for_each = var.callers

  project  = var.deployment.project_id
  location = var.deployment.region
  name     = google_cloudfunctions2_function.this.name
  role     = "roles/run.invoker"
  member   = each.value
}
