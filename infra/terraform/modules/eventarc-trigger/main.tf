# A trigger of Eventarc for the objects that are written to a bucket. Eventarc owns the topic and the subscription behind it.

resource "google_service_account" "this" {
  project      = var.project_id
  account_id   = var.name
  display_name = "${var.name}: trigger of Eventarc"
}

# Eventarc has no permissions of single triggers: the role of the receiver is one of the project.
resource "google_project_iam_member" "receiver" {
  project = var.project_id
  role    = "roles/eventarc.eventReceiver"
  member  = "serviceAccount:${google_service_account.this.account_id}@${google_service_account.this.project}.iam.gserviceaccount.com"
}

# The topic of the trigger is named by Eventarc, so that the permission cannot be given on it beforehand.
resource "google_project_iam_member" "storage_agent" {
  project = var.project_id
  role    = "roles/pubsub.publisher"
  member  = "serviceAccount:${var.storage_agent}"
}

resource "google_cloud_run_v2_service_iam_member" "caller" {
  project  = var.project_id
  location = var.region
  name     = var.function
  role     = "roles/run.invoker"
  member   = "serviceAccount:${google_service_account.this.account_id}@${google_service_account.this.project}.iam.gserviceaccount.com"
}

resource "google_eventarc_trigger" "this" {
  project         = var.project_id
  name            = var.name
  location        = var.location
  labels          = var.labels
  service_account = google_service_account.this.email

  matching_criteria {
    attribute = "type"
    value     = "google.cloud.storage.object.v1.finalized"
  }

  matching_criteria {
    attribute = "bucket"
    value     = var.bucket
  }

  destination {
    cloud_run_service {
      service = var.function
      region  = var.region
    }
  }

  depends_on = [
    google_cloud_run_v2_service_iam_member.caller,
    google_project_iam_member.receiver,
    google_project_iam_member.storage_agent,
  ]
}
