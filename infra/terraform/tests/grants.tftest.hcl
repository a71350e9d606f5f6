# Plans with every grant that there can be; test/integration/terraform compares them with a reviewed list.

mock_provider "google" {}

variables {
  project_id     = "my-project-123"
  project_number = "123456789012"
  region         = "europe-west1"
  labels         = { team = "ci" }
  readers        = ["group:readers@example.com"]
  dashboard      = { members = ["group:viewers@example.com"] }
  operations     = { members = ["group:operators@example.com"] }
  report         = { weekdays = [1, 5], board = "sig-release-master-blocking", webhook_secret = "ci-webhook", readers = ["group:report@example.com"] }
  deployer       = { repository = "example/shop", state_bucket = "my-terraform-state" }
}

run "own_bucket" {
  command = plan

  variables {
    bucket = "my-ci-artifacts"
  }

  assert {
    condition     = toset(keys(local.email)) == toset(["collect", "dashboard", "dead-letters", "load", "reconcile", "refresh"])
    error_message = "Each function has an account."
  }
}

run "eventarc" {
  command = plan

  variables {
    bucket   = "my-ci-artifacts"
    eventarc = { location = "eu" }
  }

  assert {
    condition     = length(module.eventarc) == 1
    error_message = "Eventarc has a trigger."
  }
}

run "poll" {
  command = plan

  variables {
    poll = { bucket = "kubernetes-ci-logs" }
  }

  assert {
    condition     = length(module.poll) == 1
    error_message = "A function polls."
  }
}
