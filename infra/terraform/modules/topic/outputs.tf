output "name" {
  description = "Name of the topic."
  value       = google_pubsub_topic.this.name
}

output "id" {
  description = "The topic as subscriptions name it: projects/<project>/topics/<topic>."
  # Written out, so that a plan shows it.
  value = "projects/${google_pubsub_topic.this.project}/topics/${google_pubsub_topic.this.name}"
}
