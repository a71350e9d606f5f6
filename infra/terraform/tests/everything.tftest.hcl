# All inputs at once, applied with the mocked provider.

mock_provider "google" {}

variables {
  project_id = "my-project-123"
  region     = "us-central1"
  bucket     = "my-ci-artifacts"
  prefixes   = ["logs/"]
  name       = "kops-signal"
  labels     = { team = "kops" }
  layout     = { path_strategy = "explicit", default_org = "kubernetes", default_repo = "kops" }
  dataset    = { location = "US", prefix = "kops_" }
  retention  = 400

  refresh_schedule = "*/15 * * * *"
  max_instances    = { collect = 50 }
  max_bytes_billed = { query = 1000000000, day = 5000000000 }
  readers          = ["group:kops@example.com", "user:someone@example.com", "domain:example.com", "serviceAccount:looker@my-project-123.iam.gserviceaccount.com"]

  notification_channels = ["projects/my-project-123/notificationChannels/42"]
  alerts                = { no_rows_hours = 6, renotify_hours = 1, runbook_url = "https://example.com/runbook" }
  dashboard             = { members = ["group:kops@example.com", "domain:example.com"] }
  operations            = { members = ["group:kops@example.com"] }
  report                = { hour = 5, days = 7, weekdays = [1], webhook_secret = "kops-webhook" }
  budget                = { billing_account = "012345-6789AB-CDEF01", amount = 100 }
  deployer              = { repository = "kubernetes/kops", state_bucket = "my-terraform-state" }
}

run "apply" {
  assert {
    condition     = toset(output.functions) == toset(["kops-signal-collect", "kops-signal-dashboard", "kops-signal-dead-letters", "kops-signal-load", "kops-signal-reconcile", "kops-signal-refresh"])
    error_message = "The functions: ${join(", ", output.functions)}"
  }

  assert {
    condition     = length(output.readers_of_bucket) == 2 && output.dead_letters == "my-project-123.kops_ci_raw.dead_letters"
    error_message = "Two accounts read the bucket."
  }

  assert {
    condition     = startswith(output.operations_url, "https://console.cloud.google.com/monitoring/dashboards/builder/") && strcontains(output.looker_studio_url, "datasetId=kops_ci&")
    error_message = "The outputs have addresses."
  }

  assert {
    condition     = output.deployer.service_account == "kops-signal-deploy@my-project-123.iam.gserviceaccount.com"
    error_message = "The deployer has an account."
  }

  assert {
    condition     = length(module.monitoring.alerts) == 8
    error_message = "The alerts: ${join(", ", module.monitoring.alerts)}"
  }

  assert {
    condition     = toset(keys(google_project_iam_member.query_runner)) == toset(concat(["refresh", "reconcile", "dashboard"], var.readers))
    error_message = "Those who query may run queries, and no others."
  }
}

run "pages" {
  assert {
    condition     = output.pages_bucket == "my-project-123-kops-signal-pages" && length(google_storage_bucket_iam_member.page_reader) == 1
    error_message = "refresh writes a bucket, and the dashboard reads it."
  }

  assert {
    condition     = local.refresh_environment["STORED_PAGES"] == "true"
    error_message = "Pages are rendered into the bucket."
  }

  assert {
    condition     = local.report_environment == tomap({ REPORT_HOUR = "5", REPORT_DAYS = "7", REPORT_WEEKDAYS = "1" }) && contains(local.services, "secretmanager.googleapis.com")
    error_message = "The report is due on Mondays, and its webhook is a secret."
  }
}

run "report_without_pages" {
  variables {
    dashboard = { stored_pages = false }
    report    = { readers = ["group:kops@example.com"] }
  }

  assert {
    condition     = output.pages_bucket != null && keys(google_storage_bucket_iam_member.page_reader) == ["group:kops@example.com"] && !contains(local.services, "secretmanager.googleapis.com")
    error_message = "The bucket has reports only, which the readers see."
  }

  assert {
    condition     = local.refresh_environment == tomap({ PAGES_BUCKET = "my-project-123-kops-signal-pages", STORED_PAGES = "false" })
    error_message = "Pages are not rendered into the bucket."
  }
}

run "dashboard" {
  assert {
    condition     = output.dashboard_proxy == "gcloud run services proxy kops-signal-dashboard --region us-central1 --project my-project-123"
    error_message = "The command opens the dashboard: ${output.dashboard_proxy}"
  }
}

run "without_dashboards" {
  variables {
    dashboard  = { enabled = false, members = ["group:kops@example.com"] }
    operations = { enabled = false, members = ["group:kops@example.com"] }
    report     = null
    readers    = []
    budget     = null
    deployer   = null
  }

  assert {
    condition     = output.dashboard_url == null && output.pages_bucket == null && output.dashboard_proxy == null && output.operations_url == null && output.deployer == null && !contains(output.functions, "kops-signal-dashboard")
    error_message = "What is not wanted is not made."
  }
}
