output "datasets" {
  description = "Datasets: of the raw tables, and of the views, which people query."
  value       = { raw = module.warehouse.raw, views = module.warehouse.views }
}

output "warehouse" {
  description = "The warehouse as the command line takes it: --warehouse <this>."
  value       = local.warehouse
}

output "topics" {
  description = "Topics of notifications (null when the bucket is polled, or Eventarc has its own), rows and dead letters."
  value = {
    notifications = local.is_pushed ? (local.source.way == "bucket" ? module.notifications[0].topic : var.notification_topic.topic) : null
    rows          = module.rows.id
    dead_letters  = module.dead_letter_topic.id
  }
}

output "dead_letters" {
  description = "Where messages are kept that were delivered too often."
  value       = "${var.project_id}.${module.warehouse.raw}.dead_letters"
}

output "functions" {
  description = "Names of the functions."
  value       = sort([for name in keys(local.email) : "${var.name}-${name}"])
}

output "readers_of_bucket" {
  description = "Service accounts that read the bucket. If others own it and it is not public, they grant these roles/storage.objectViewer on it."
  value       = sort([for email in values(local.readers_of_bucket) : "serviceAccount:${email}"])
}

output "dashboard_url" {
  description = "Address of the dashboard, which asks for an identity token of a member: a browser gets there by the command of the output dashboard_proxy. Null without a dashboard."
  value       = one(module.dashboard[*].uri)
}

output "dashboard_proxy" {
  description = "Command that shows the dashboard to a member at http://localhost:8080; null without a dashboard."
  value       = one([for function in module.dashboard : "gcloud run services proxy ${function.name} --region ${var.region} --project ${var.project_id}"])
}

output "operations_url" {
  description = "Address of the operations dashboard in Cloud Monitoring; null without one."
  value       = module.monitoring.dashboard_url
}

output "looker_studio_url" {
  description = "Address that opens a new report of Looker Studio on the view of the jobs; further views are added there."
  value       = "https://lookerstudio.google.com/reporting/create?c.mode=edit&ds.ds0.connector=bigQuery&ds.ds0.type=TABLE&ds.ds0.projectId=${var.project_id}&ds.ds0.datasetId=${module.warehouse.views}&ds.ds0.tableId=jobs"
}

output "deployer" {
  description = "For the workflow that deploys: workload_identity_provider and service_account of google-github-actions/auth; null without a deployer."
  value       = one([for deployer in module.deployer : { workload_identity_provider = deployer.provider, service_account = deployer.email }])
}

output "pages_bucket" {
  description = "Bucket with rendered pages (pages/) and reports (reports/newest.html, and one for each day). Null if there are neither."
  value       = local.has_bucket ? local.pages_bucket : null
}
