output "topic" {
  description = "The topic: projects/<project>/topics/<topic>."
  value       = module.topic.id
}
