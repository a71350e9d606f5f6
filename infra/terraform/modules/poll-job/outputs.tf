output "name" {
  description = "Name of the job."
  value       = google_cloud_run_v2_job.this.name
}

output "email" {
  description = "Address of the job's service account."
  value       = "${google_service_account.this.account_id}@${google_service_account.this.project}.iam.gserviceaccount.com"
}

output "args" {
  description = "The command and its options."
  value       = var.args
}
