# The jobs of kOps, whose bucket belongs to the Kubernetes project, is public and sends no notifications.

module "ci_signal" {
  source = "../.."

  project_id = var.project_id
  region     = "us-central1"
  dataset    = { location = "US", prefix = "kops_" }
  prefixes   = ["logs/e2e-kops-"]

  poll = {
    bucket   = "kubernetes-ci-logs"
    jobs     = ["e2e-kops-*"]
    schedule = "*/10 * * * *"
  }

  # A day without a new build of hundreds of jobs is an outage.
  alerts = { no_rows_hours = 24 }
}

output "ci_signal" {
  description = "Where to look."
  value       = module.ci_signal
}
