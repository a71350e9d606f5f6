# The job of Cloud Run that looks for new builds in a bucket without notifications, with its service account and its schedule.

resource "google_service_account" "this" {
  project      = var.project_id
  account_id   = var.name
  display_name = "${var.name}: job"
}

resource "google_cloud_run_v2_job" "this" {
  project             = var.project_id
  location            = var.region
  name                = var.name
  labels              = var.labels
  deletion_protection = false # it has no data

  template {
    task_count = 1

    template {
      service_account = google_service_account.this.email
      timeout         = "${var.timeout_seconds}s"
      max_retries     = 0 # the next look reads what this one did not

      containers {
        image = var.image
        args  = var.args

        resources {
          limits = {
            cpu    = var.cpu
            memory = var.memory
          }
        }
      }
    }
  }
}

resource "google_cloud_run_v2_job_iam_member" "caller" {
  project  = var.project_id
  location = var.region
  name     = google_cloud_run_v2_job.this.name
  role     = "roles/run.invoker"
  member   = "serviceAccount:${var.caller}"
}

module "schedule" {
  source = "../scheduled-job"

  project_id  = var.project_id
  region      = var.region
  name        = var.name
  description = "Looks for new builds."
  schedule    = var.schedule
  retries     = 0

  target = {
    uri    = "https://run.googleapis.com/v2/projects/${var.project_id}/locations/${var.region}/jobs/${google_cloud_run_v2_job.this.name}:run"
    caller = var.caller
  }

  depends_on = [google_cloud_run_v2_job_iam_member.caller]
}
