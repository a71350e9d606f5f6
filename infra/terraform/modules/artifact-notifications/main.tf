# Notifications about the objects that are written to a bucket of this project, and the topic that they go to.

module "topic" {
  source = "../topic"

  project_id = var.project_id
  name       = var.name
  labels     = var.labels
  publishers = { storage = var.storage_agent }
}

resource "google_storage_notification" "this" {
  bucket      = var.bucket
  topic       = module.topic.id
  event_types = ["OBJECT_FINALIZE"]
  # The Functions Framework takes no push without data.
  payload_format = "JSON_API_V1"

  # Cloud Storage asks for its permission when the notification is made.
  depends_on = [module.topic]
}
