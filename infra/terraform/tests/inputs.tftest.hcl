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
