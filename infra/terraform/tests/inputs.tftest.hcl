# Inputs that are refused.

mock_provider "google" {}

variables {
  project_id     = "my-project-123"
  project_number = "123456789012"
  region         = "europe-west1"
  bucket         = "my-ci-artifacts"
}

run "no_source" {
  command = plan

  variables {
    bucket = null
  }

  expect_failures = [var.bucket]
}

run "two_sources" {
  command = plan

  variables {
    notification_topic = { topic = "projects/a-project/topics/t", bucket = "another-bucket" }
  }

  expect_failures = [var.bucket]
}

run "forms" {
  command = plan

  variables {
    project_id            = "My Project"
    region                = "europe"
    bucket                = "gs://my-ci-artifacts"
    name                  = "a-name-that-is-far-too-long"
    labels                = { Team = "kops" }
    prefixes              = [for number in range(10) : "logs/e2e-kops-grid-number-${number}-"]
    layout                = { path_strategy = "flat" }
    dataset               = { prefix = "kops-" }
    refresh_schedule      = "hourly"
    reconcile_schedule    = "0 * * *"
    retention             = 7
    max_instances         = { load = 0 }
    max_bytes_billed      = { query = 20000000, day = 10000000 }
    readers               = ["allUsers"]
    dashboard             = { members = ["allAuthenticatedUsers"] }
    operations            = { members = ["allUsers"] }
    notification_channels = ["oncall"]
    alerts                = { refresh_hours = 48 }
    budget                = { billing_account = "My Billing Account", amount = 100 }
    deployer              = { repository = "kubernetes" }
  }

  expect_failures = [
    var.project_id,
    var.region,
    var.bucket,
    var.name,
    var.labels,
    var.prefixes,
    var.layout,
    var.dataset,
    var.refresh_schedule,
    var.reconcile_schedule,
    var.retention,
    var.max_instances,
    var.max_bytes_billed,
    var.readers,
    var.dashboard,
    var.operations,
    var.notification_channels,
    var.alerts,
    var.budget,
    var.deployer,
  ]
}

run "topic_without_project" {
  command = plan

  variables {
    bucket             = null
    notification_topic = { topic = "artifacts", bucket = "another-bucket" }
  }

  expect_failures = [var.notification_topic]
}

run "of_others" {
  command = plan

  variables {
    bucket             = null
    notification_topic = { topic = "projects/a-project/topics/t", bucket = "another-bucket" }
    eventarc           = { location = "us" }
    prefixes           = ["logs/\") OR hasPrefix(attributes.objectId, \""]
  }

  expect_failures = [var.eventarc, var.prefixes]
}

run "other_forms" {
  command = plan

  variables {
    layout           = { default_repo = "shop/cart" }
    eventarc         = { location = "EU" }
    dataset          = { location = "eu west" }
    max_instances    = { dashboard = 1.5 }
    max_bytes_billed = { query = 20000000.5 }
    alerts           = { failed_share = 20 }
    deployer         = { repository = "kubernetes/kops", state_bucket = "gs://state" }
  }

  expect_failures = [
    var.layout,
    var.eventarc,
    var.dataset,
    var.max_instances,
    var.max_bytes_billed,
    var.alerts,
    var.deployer,
  ]
}

run "renotified_too_seldom" {
  command = plan

  variables {
    alerts = { renotify_hours = 48 }
  }

  expect_failures = [var.alerts]
}

run "runbook_that_is_no_address" {
  command = plan

  variables {
    alerts = { runbook_url = "RUNBOOK.md" }
  }

  expect_failures = [var.alerts]
}

run "folder_of_a_topic" {
  command = plan

  variables {
    bucket             = null
    notification_topic = { topic = "projects/a-project/topics/t", bucket = "another-bucket/logs" }
  }

  expect_failures = [var.notification_topic]
}

run "bucket_that_cannot_be_polled" {
  command = plan

  variables {
    bucket = null
    poll   = { bucket = "gs://kubernetes-ci-logs" }
  }

  expect_failures = [var.poll]
}

run "poll_without_a_schedule" {
  command = plan

  variables {
    bucket = null
    poll   = { bucket = "kubernetes-ci-logs", schedule = "5m" }
  }

  expect_failures = [var.poll]
}

run "jobs_that_cannot_be_polled" {
  command = plan

  variables {
    bucket = null
    poll   = { bucket = "kubernetes-ci-logs", jobs = ["e2e-kops-*,ci-*"] }
  }

  expect_failures = [var.poll]
}

run "prefix_that_cannot_be_polled" {
  command = plan

  variables {
    bucket   = null
    poll     = { bucket = "kubernetes-ci-logs" }
    prefixes = ["pr-logs/"]
  }

  expect_failures = [var.prefixes]
}

run "report_that_cannot_be_due" {
  command = plan

  variables {
    report = { hour = 24 }
  }

  expect_failures = [var.report]
}

run "report_with_the_url_itself" {
  command = plan

  variables {
    report = { webhook_secret = "https://hooks.example.com/services/made-up" }
  }

  expect_failures = [var.report]
}

run "report_for_everyone" {
  command = plan

  variables {
    report = { weekdays = [7], readers = ["allUsers"], days = 29 }
  }

  expect_failures = [var.report]
}
