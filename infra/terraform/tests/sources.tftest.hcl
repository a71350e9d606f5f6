# The three ways in which artifacts arrive. `terraform test` needs no account: the provider is mocked.

mock_provider "google" {}

variables {
  project_id     = "my-project-123"
  project_number = "123456789012"
  region         = "europe-west1"
}

run "own_bucket" {
  command = plan

  variables {
    bucket   = "my-ci-artifacts"
    prefixes = ["logs/", "pr-logs/pull/"]
  }

  assert {
    condition     = length(module.notifications) == 1 && length(module.eventarc) == 0 && length(module.poll) == 0
    error_message = "A bucket of the project is read by its own notifications."
  }

  assert {
    condition     = local.filter == "(hasPrefix(attributes.objectId, \"logs/\") OR hasPrefix(attributes.objectId, \"pr-logs/pull/\"))"
    error_message = "The filter takes objects of all prefixes: ${local.filter}"
  }

  assert {
    condition     = local.collect_environment["BUCKETS"] == "my-ci-artifacts/logs/,my-ci-artifacts/pr-logs/pull/" && local.collect_environment["ANONYMOUS"] == "false"
    error_message = "collect reads the prefixes, with its own credentials."
  }

  assert {
    condition     = { for key, grant in google_storage_bucket_iam_member.object_reader : key => grant.member } == { collect = "serviceAccount:ci-signal-collect@my-project-123.iam.gserviceaccount.com", reconcile = "serviceAccount:ci-signal-reconcile@my-project-123.iam.gserviceaccount.com" }
    error_message = "collect and reconcile read the bucket, and no others."
  }

  assert {
    condition     = output.warehouse == "bigquery:my-project-123" && output.topics.notifications == "projects/my-project-123/topics/ci-signal-notifications"
    error_message = "The outputs name the warehouse and the topic."
  }
}

run "own_bucket_without_prefixes" {
  command = plan

  variables {
    bucket = "my-ci-artifacts"
  }

  assert {
    condition     = local.filter == "" && local.collect_environment["BUCKETS"] == "my-ci-artifacts"
    error_message = "Without prefixes all objects are read."
  }
}

run "eventarc" {
  command = plan

  variables {
    bucket   = "my-ci-artifacts"
    eventarc = { location = "eu" }
  }

  assert {
    condition     = length(module.eventarc) == 1 && length(module.notifications) == 0 && length(module.collect_subscription) == 0
    error_message = "Eventarc replaces notifications and subscription."
  }
}

run "topic_of_others" {
  command = plan

  variables {
    notification_topic = {
      topic  = "projects/their-project/topics/artifacts"
      bucket = "their-ci-artifacts"
    }
    prefixes = ["logs/e2e-kops-"]
  }

  assert {
    condition     = local.filter == "attributes.eventType = \"OBJECT_FINALIZE\" AND hasPrefix(attributes.objectId, \"logs/e2e-kops-\")"
    error_message = "Only written objects of the prefix are taken: ${local.filter}"
  }

  assert {
    condition     = local.collect_environment["ANONYMOUS"] == "true" && length(google_storage_bucket_iam_member.object_reader) == 0 && length(data.google_storage_project_service_account.this) == 0
    error_message = "A public bucket is read without credentials, and nothing is granted on it."
  }

  assert {
    condition     = output.topics.notifications == "projects/their-project/topics/artifacts"
    error_message = "The topic is that of the others."
  }
}

run "poll" {
  command = plan

  variables {
    poll = {
      bucket = "kubernetes-ci-logs"
      jobs   = ["e2e-kops-*", "ci-kops-*"]
    }
    dataset = { location = "EU", prefix = "kops_" }
  }

  assert {
    condition     = length(module.collect) == 0 && length(module.collect_subscription) == 0 && module.poll[0].name == "ci-signal-poll"
    error_message = "poll reads instead of collect."
  }

  assert {
    condition     = local.comparison_environment["JOBS"] == "e2e-kops-*,ci-kops-*" && local.comparison_environment["WAREHOUSE"] == "bigquery:my-project-123.kops_"
    error_message = "poll and reconcile read the jobs that are named."
  }

  assert {
    condition     = local.collect_environment["BUCKETS"] == "kubernetes-ci-logs/logs/"
    error_message = "reconcile compares what is polled."
  }

  assert {
    condition     = output.datasets == { raw = "kops_ci_raw", views = "kops_ci" } && output.topics.notifications == null
    error_message = "The datasets have the prefix."
  }
}
