# The bucket of a Prow of our own, in the same project: rows are there seconds after an upload.

module "ci_signal" {
  source = "../.."

  project_id = var.project_id
  region     = "europe-west1"
  bucket     = "${var.project_id}-prow"
  prefixes   = ["logs/", "pr-logs/pull/"]
  layout     = { path_strategy = "explicit", default_org = "example", default_repo = "shop" }
  dataset    = { location = "EU" }
  retention  = 400
  readers    = ["domain:example.com"]
  labels     = { team = "ci" }
}

output "ci_signal" {
  description = "Where to look."
  value       = module.ci_signal
}
