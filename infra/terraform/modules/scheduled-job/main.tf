# A call on a schedule: of a function, with an identity token, or of an API of Google, with an access token.

resource "google_cloud_scheduler_job" "this" {
  project          = var.project_id
  region           = var.region
  name             = var.name
  description      = var.description
  schedule         = var.schedule
  time_zone        = "Etc/UTC"
  attempt_deadline = "${var.deadline_seconds}s"

  retry_config {
    retry_count          = var.retries
    min_backoff_duration = "30s"
    max_backoff_duration = "600s"
  }

  http_target {
    http_method = "POST"
    uri         = var.target.uri

    dynamic "oidc_token" {
      for_each = var.target.audience == null ? [] : [var.target.audience]

      content {
        service_account_email = var.target.caller
        audience              = oidc_token.value
      }
    }

    dynamic "oauth_token" {
      for_each = var.target.audience == null ? [1] : []

      content {
        service_account_email = var.target.caller
        scope                 = "https://www.googleapis.com/auth/cloud-platform"
      }
    }
  }
}
