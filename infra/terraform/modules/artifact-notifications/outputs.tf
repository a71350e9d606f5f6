output "topic" {
  description = "The topic: projects/<project>/topics/<topic>."
  value       = "projects/${google_pubsub_topic.this.project}/topics/${google_pubsub_topic.this.name}"
}
