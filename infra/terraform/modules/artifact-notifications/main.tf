# Notifications about the objects that are written to a bucket of this project, and the topic that they go to.

resource "google_pubsub_topic" "this" {
  project = var.project_id
  name    = var.name
  labels  = var.labels
}

resource "google_pubsub_topic_iam_member" "storage_agent" {
  project = var.project_id
  topic   = google_pubsub_topic.this.name
  role    = "roles/pubsub.publisher"
  member  = "serviceAccount:${var.storage_agent}"
}

resource "google_storage_notification" "this" {
  bucket      = var.bucket
  topic       = "projects/${google_pubsub_topic.this.project}/topics/${google_pubsub_topic.this.name}"
  event_types = ["OBJECT_FINALIZE"]
  # The Functions Framework takes no push without data.
  payload_format = "JSON_API_V1"

  depends_on = [google_pubsub_topic_iam_member.storage_agent]
}
