# Inputs that are refused, each with the input that is wrong.

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

run "bucket_with_scheme" {
  command = plan

  variables {
    bucket = "gs://my-ci-artifacts"
  }

  expect_failures = [var.bucket]
}

run "topic_without_project" {
  command = plan

  variables {
    bucket             = null
    notification_topic = { topic = "artifacts", bucket = "their-ci-artifacts" }
  }

  expect_failures = [var.notification_topic]
}

run "image_without_tag" {
  command = plan

  variables {
    bucket = null
    poll   = { bucket = "kubernetes-ci-logs", image = "europe-docker.pkg.dev/p/tools/ci-signal" }
  }

  expect_failures = [var.poll]
}

run "prefix_that_cannot_be_polled" {
  command = plan

  variables {
    bucket   = null
    poll     = { bucket = "kubernetes-ci-logs", image = "europe-docker.pkg.dev/p/tools/ci-signal:1" }
    prefixes = ["pr-logs/"]
  }

  expect_failures = [var.prefixes]
}

run "too_many_prefixes" {
  command = plan

  variables {
    prefixes = [for number in range(10) : "logs/e2e-kops-grid-number-${number}-"]
  }

  expect_failures = [var.prefixes]
}

run "prefix_that_ends_the_filter" {
  command = plan

  variables {
    prefixes = ["logs/\") OR hasPrefix(attributes.objectId, \""]
  }

  expect_failures = [var.prefixes]
}

run "long_name" {
  command = plan

  variables {
    name = "a-name-that-is-far-too-long"
  }

  expect_failures = [var.name]
}

run "label_in_capitals" {
  command = plan

  variables {
    labels = { Team = "kops" }
  }

  expect_failures = [var.labels]
}

run "short_retention" {
  command = plan

  variables {
    retention = 7
  }

  expect_failures = [var.retention]
}

run "public_reader" {
  command = plan

  variables {
    readers = ["allUsers"]
  }

  expect_failures = [var.readers]
}

run "public_dashboard" {
  command = plan

  variables {
    dashboard = { members = ["allAuthenticatedUsers"] }
  }

  expect_failures = [var.dashboard]
}

run "eventarc_of_others" {
  command = plan

  variables {
    bucket             = null
    notification_topic = { topic = "projects/a-project/topics/t", bucket = "another-bucket" }
    eventarc           = { location = "us" }
  }

  expect_failures = [var.eventarc]
}

run "day_below_a_query" {
  command = plan

  variables {
    max_bytes_billed = { query = 20000000, day = 10000000 }
  }

  expect_failures = [var.max_bytes_billed]
}

run "long_absence" {
  command = plan

  variables {
    alerts = { refresh_hours = 48 }
  }

  expect_failures = [var.alerts]
}

run "layout_of_no_prow" {
  command = plan

  variables {
    layout = { path_strategy = "flat" }
  }

  expect_failures = [var.layout]
}

run "budget_of_a_name" {
  command = plan

  variables {
    budget = { billing_account = "My Billing Account", amount = 100 }
  }

  expect_failures = [var.budget]
}

run "deployer_of_an_organization" {
  command = plan

  variables {
    deployer = { repository = "kubernetes" }
  }

  expect_failures = [var.deployer]
}

run "channel_by_name" {
  command = plan

  variables {
    notification_channels = ["oncall"]
  }

  expect_failures = [var.notification_channels]
}
