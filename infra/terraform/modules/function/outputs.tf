output "name" {
  description = "Name of the function and of its service of Cloud Run."
  value       = google_cloudfunctions2_function.this.name
}

output "uri" {
  description = "Address of the function's service, which is also the audience of its callers' tokens."
  value       = google_cloudfunctions2_function.this.service_config[0].uri
}

output "email" {
  description = "Address of the function's service account."
  value       = local.email
}

output "timeout_seconds" {
  description = "Longest time of a request."
  value       = var.limits.timeout_seconds
}
