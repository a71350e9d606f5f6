# Each example, applied with the mocked provider.

mock_provider "google" {}

variables {
  project_id = "my-project-123"
}

run "kops_by_poll" {
  module {
    source = "./examples/kops-by-poll"
  }

  assert {
    condition     = output.ci_signal.warehouse == "bigquery:my-project-123.kops_" && length(output.ci_signal.functions) == 6
    error_message = "Six functions work for the warehouse of kOps, one of which polls."
  }
}

run "own_bucket" {
  module {
    source = "./examples/own-bucket"
  }

  assert {
    condition     = output.ci_signal.topics.notifications == "projects/my-project-123/topics/ci-signal-notifications" && length(output.ci_signal.functions) == 6
    error_message = "The bucket notifies collect."
  }
}

run "foreign_topic" {
  module {
    source = "./examples/foreign-topic"
  }

  assert {
    condition     = join(" ", output.ci_signal.readers_of_bucket) == "serviceAccount:ci-signal-collect@my-project-123.iam.gserviceaccount.com serviceAccount:ci-signal-reconcile@my-project-123.iam.gserviceaccount.com"
    error_message = "The owner of the bucket learns who has to be able to read it."
  }
}
