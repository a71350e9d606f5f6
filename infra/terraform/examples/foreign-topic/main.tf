# The bucket of others, who publish its notifications to a topic of theirs and let this project subscribe to it.

module "ci_signal" {
  source = "../.."

  project_id = var.project_id
  region     = "europe-west4"
  dataset    = { location = "EU" }
  prefixes   = ["logs/ci-shop-"]

  notification_topic = {
    topic  = "projects/their-project/topics/prow-artifacts"
    bucket = "their-prow-artifacts"
    public = false # they grant the accounts of readers_of_bucket access
  }
}

output "ci_signal" {
  description = "Where to look, and which accounts have to be able to read the bucket."
  value       = module.ci_signal
}
