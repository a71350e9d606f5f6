output "email" {
  description = "Address of the service account that deploys."
  value       = local.email
}

output "provider" {
  description = "Name of the workload identity provider."
  value       = "projects/${var.project_number}/locations/global/workloadIdentityPools/${google_iam_workload_identity_pool.this.workload_identity_pool_id}/providers/${google_iam_workload_identity_pool_provider.github.workload_identity_pool_provider_id}"
}
